package io.kazoo.testing.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kazoo.testing.history.SessionOrder.Seen;
import io.kazoo.testing.history.VersionedRegister.Input;
import io.kazoo.testing.history.VersionedRegister.Output;
import io.kazoo.testing.history.VersionedRegister.Read;
import io.kazoo.testing.history.VersionedRegister.State;
import io.kazoo.testing.history.VersionedRegister.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearizabilityTest {
    private final List<Call<Input, Output>> calls = new ArrayList<>();

    private void write(String value, int expected, Output output, long from, long to) {
        calls.add(new Call<>("p" + calls.size(), new Write(value, expected), output, from, to));
    }

    private void write(String value, int version, long from, long to) {
        write(value, VersionedRegister.ANY, new Output.Version(version), from, to);
    }

    private void read(String value, int version, long from, long to) {
        calls.add(new Call<>("p" + calls.size(), new Read(), new Output.Value(new State(value, version)), from, to));
    }

    private void perhapsWrite(String value, long from) {
        calls.add(new Call<>("p" + calls.size(), new Write(value, VersionedRegister.ANY), null, from, from));
    }

    private Optional<List<Call<Input, Output>>> violation() {
        return Linearizability.violation(new VersionedRegister("", 0), calls);
    }

    @Test
    void nothingIsWell() {
        assertThat(violation()).isEmpty();
    }

    @Test
    void oneAfterTheOther() {
        write("a", 1, 0, 1);
        read("a", 1, 2, 3);
        write("b", 1, new Output.Version(2), 4, 5);
        write("c", 1, new Output.Refused(), 6, 7);
        read("b", 2, 8, 9);
        assertThat(violation()).isEmpty();
    }

    @Test
    void callsThatOverlapMayHaveAnyOrder() {
        write("b", 2, 0, 10);
        write("a", 1, 0, 10);
        read("", 0, 0, 10);
        read("a", 1, 5, 10);
        assertThat(violation()).isEmpty();
    }

    @Test
    void aStaleReadIsFound() {
        write("a", 1, 0, 1);
        read("", 0, 2, 3);
        assertThat(violation()).hasValue(List.of(calls.get(0)));
    }

    @Test
    void whatEndsWhenAnotherBeginsOverlapsWithIt() {
        write("a", 1, 0, 2);
        read("", 0, 2, 3);
        assertThat(violation()).isEmpty();
    }

    @Test
    void aLostUpdateIsFound() {
        write("a", 0, new Output.Version(1), 0, 10);
        write("b", 0, new Output.Version(1), 0, 10);
        assertThat(violation()).isPresent();
    }

    @Test
    void aRefusalNeedsAReason() {
        write("a", 0, new Output.Refused(), 0, 1);
        assertThat(violation()).isPresent();
    }

    @Test
    void whatIsInDoubtHappenedOrNotOrLater() {
        perhapsWrite("a", 0);
        read("", 0, 1, 2);
        read("a", 1, 3, 4);
        assertThat(violation()).as("later").isEmpty();
        read("a", 1, 5, 6);
        read("", 0, 7, 8);
        assertThat(violation()).as("undone").isPresent();
        calls.clear();
        perhapsWrite("a", 0);
        read("", 0, 1, 2);
        assertThat(violation()).as("never").isEmpty();
        calls.clear();
        read("a", 1, 0, 1);
        perhapsWrite("a", 2);
        assertThat(violation()).as("before it was asked for").isPresent();
    }

    /** Histories of a store that is correct, with calls that are seen to begin earlier and end later than they did. */
    @Test
    void whatReallyHappenedIsAlwaysFound() {
        for (int seed = 0; seed < 200; seed++) {
            calls.clear();
            happen(new Random(seed), 60);
            assertThat(violation()).as("seed %d", seed).isEmpty();
        }
    }

    /** The same with one answer changed to another version. */
    @Test
    void oneWrongAnswerIsFound() {
        for (int seed = 0; seed < 200; seed++) {
            calls.clear();
            Random random = new Random(seed);
            happen(random, 60);
            int wrong = random.nextInt(calls.size());
            Call<Input, Output> call = calls.get(wrong);
            calls.set(
                    wrong,
                    new Call<>(
                            call.process(),
                            new Read(),
                            new Output.Value(new State("none", 7)),
                            call.invoked(),
                            call.returned()));
            assertThat(violation()).as("seed %d", seed).isPresent();
        }
    }

    private void happen(Random random, int number) {
        VersionedRegister model = new VersionedRegister("", 0);
        State state = model.initial();
        for (int i = 0; i < number; i++) {
            int expected = random.nextInt(3) == 0 ? state.version() - random.nextInt(2) : VersionedRegister.ANY;
            Input input = random.nextBoolean() ? new Read() : new Write("v" + i, expected);
            long now = 10L * i;
            long from = now - random.nextInt(40);
            long to = now + random.nextInt(40);
            boolean isDone = input instanceof Write write
                    && (write.version() == VersionedRegister.ANY || write.version() == state.version());
            State after = model.after(state, input, null).orElseThrow();
            Output output = input instanceof Read
                    ? new Output.Value(after)
                    : isDone ? new Output.Version(after.version()) : new Output.Refused();
            boolean isKnown = random.nextInt(20) != 0;
            calls.add(new Call<>("p" + i, input, isKnown ? output : null, from, to));
            state = after;
        }
    }

    @Test
    void aCallEndsAfterItsBegin() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Call<Input, Output>("p", new Read(), new Output.Refused(), 2, 1));
    }

    @Test
    void timeGoesForwardForEachSession() {
        List<Seen> seen = List.of(new Seen("a", 1), new Seen("b", 5), new Seen("a", 1), new Seen("a", 3));
        assertThat(SessionOrder.violations(seen)).isEmpty();
        assertThat(SessionOrder.violations(List.of(new Seen("a", 3), new Seen("b", 1), new Seen("a", 2))))
                .containsExactly(new Seen("a", 2));
    }
}
