package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.AsyncResult;
import io.kazoo.ClientId;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.Outcome;
import io.kazoo.recipes.counter.Counter;
import io.kazoo.recipes.counter.CounterChange;
import io.kazoo.recipes.counter.CounterException;
import io.kazoo.testing.FaultProxy.Direction;
import io.kazoo.testing.FaultProxy.Ending;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counters count each change once, whatever happens to the connection, or say that they cannot know. */
public abstract class CounterContract extends RecipeScenario {
    private static final String PATH = "/some/counter";
    private static final int GET = 4;
    private static final int SET = 5;
    private static final int SYNC = 9;
    /** So many bytes into a request that the server cannot have understood it. */
    private static final int TORN = 20;

    private KazooClient client;
    private ClientId session;

    /** For subclasses. */
    protected CounterContract() {}

    @BeforeEach
    void start() {
        client = startProxied();
        session = sessionOf(client);
    }

    private String hex() {
        return HexFormat.of().formatHex(observer().get(PATH).data());
    }

    private void write(byte[] data) {
        observer().ensurePath(PATH);
        observer().set(PATH, data);
    }

    @Test
    @Tag("KT123")
    void countsIntegers() {
        Counter<Long> counter = Counter.ofLong(client, PATH);
        assertThat(counter.value()).isZero();
        counter.add(2L);
        counter.add(1L);
        assertThat(counter.value()).isEqualTo(3);
        counter.subtract(10L);
        assertThat(counter.value()).isEqualTo(-7);
        assertThat(Counter.ofLong(observer(), PATH).value()).isEqualTo(-7);
    }

    @Test
    @Tag("KT124")
    void countsForCurator() {
        Counter<Integer> counter = Counter.ofCurator(client, PATH, 0);
        assertThat(counter.value()).isZero();
        counter.add(Integer.MAX_VALUE);
        assertThat(hex()).isEqualTo("7fffffff");
        assertThatExceptionOfType(CounterException.class)
                .isThrownBy(() -> counter.add(1))
                .withMessageContaining("2147483647 + 1 is not an integer of four bytes");
        counter.subtract(Integer.MAX_VALUE);
        counter.subtract(Integer.MAX_VALUE);
        assertThat(hex()).isEqualTo("80000001");
        assertThat(counter.value()).isEqualTo(-Integer.MAX_VALUE);
    }

    @Test
    @Tag("KT125")
    void countsFloats() {
        Counter<Double> counter = Counter.ofDouble(client, PATH, 0.0);
        assertThat(counter.value()).isZero();
        counter.add(2.1);
        assertThat(counter.value()).isEqualTo(2.1);
        counter.subtract(3.1);
        assertThat(counter.value()).isEqualTo(-1.0);
    }

    /** Of another kind than kazoo's {@code TypeError}, which the compiler gives here: what the node holds. */
    @Test
    @Tag("KT126")
    void whatIsNoNumberOfItsKindIsLeftAlone() {
        write("1.5".getBytes(UTF_8));
        Counter<Long> counter = Counter.ofLong(client, PATH);
        assertThatExceptionOfType(CounterException.class)
                .isThrownBy(counter::value)
                .withMessageContaining("counter /some/counter holds 3 bytes that are not an integer of 64 bits");
        assertThatExceptionOfType(CounterException.class).isThrownBy(() -> counter.add(1L));
        assertThatExceptionOfType(CounterException.class)
                .isThrownBy(() -> Counter.ofCurator(client, PATH, 0).subtract(1));
        assertThat(observer().get(PATH).stat().version()).isEqualTo(1);
        assertThat(Counter.ofDouble(client, PATH, 0).add(1.0).after()).isEqualTo(2.5);
    }

    @Test
    @Tag("KT127")
    void tellsTheValuesBeforeAndAfter() {
        Counter<Long> counter = Counter.ofLong(client, PATH, 5);
        assertThat(counter.value()).isEqualTo(5);
        assertThat(counter.add(1L)).isEqualTo(new CounterChange<>(5L, 6L));
        Counter.ofLong(observer(), PATH).add(10L);
        assertThat(counter.subtract(3L)).isEqualTo(new CounterChange<>(16L, 13L));
    }

    @Test
    void liesOnTheWireAsInKazoo() {
        Counter<Long> integers = Counter.ofLong(client, PATH);
        integers.add(5L);
        integers.subtract(7L);
        assertThat(hex()).isEqualTo("2d32");
        Counter<BigInteger> unbounded = Counter.ofBigInteger(client, PATH, BigInteger.ZERO);
        BigInteger huge = BigInteger.TEN.pow(40);
        assertThat(unbounded.add(huge).after()).isEqualTo(huge.subtract(BigInteger.TWO));
        assertThat(new String(observer().get(PATH).data(), UTF_8)).isEqualTo("9".repeat(39) + "8");
        assertThatExceptionOfType(CounterException.class).isThrownBy(integers::value);
        write(new byte[0]);
        Counter<Double> floats = Counter.ofDouble(client, PATH, 1.5);
        floats.add(2.25);
        assertThat(hex()).isEqualTo("332e3735");
        floats.add(1e17);
        assertThat(hex()).isEqualTo("31652b3137");
        write(new byte[0]);
        Counter.ofCurator(client, PATH, 0).subtract(3);
        assertThat(hex()).isEqualTo("fffffffd");
    }

    @Test
    void manyCountTogether() throws Exception {
        List<CompletableFuture<Long>> workers = new ArrayList<>();
        for (KazooClient each : List.of(client, observer())) {
            for (int i = 0; i < 3; i++) {
                workers.add(inBackground(() -> {
                    Counter<Long> counter = Counter.ofLong(each, PATH);
                    for (int n = 0; n < 9; n++) {
                        counter.add(1L);
                    }
                    return counter.add(1L).after();
                }));
            }
        }
        resultOf(CompletableFuture.allOf(workers.toArray(CompletableFuture[]::new)));
        assertThat(Counter.ofLong(observer(), PATH).value()).isEqualTo(60);
    }

    @Test
    void aNodeThatVanishesBeginsAnew() {
        Counter<Long> counter = Counter.ofLong(client, PATH, 3);
        counter.add(4L);
        observer().deleteRecursive("/some");
        assertThat(counter.value()).isEqualTo(3);
        assertThat(counter.add(1L)).isEqualTo(new CounterChange<>(3L, 4L));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReplyToAReadMayBeLost(boolean newSession) throws Exception {
        Counter<Long> counter = Counter.ofLong(client, PATH);
        counter.add(1L);
        proxy().refuseConnections(true);
        CompletableFuture<Void> dropped = proxy().dropReply(GET);
        AsyncResult<CounterChange<Long>> change = counter.async().add(1L);
        resultOf(dropped);
        awaitState(client, KazooState.SUSPENDED);
        if (newSession) {
            expire(session);
        } else {
            proxy().heal();
        }
        assertThat(change.get(LIMIT)).isEqualTo(new CounterChange<>(1L, 2L));
        assertThat(counter.value()).isEqualTo(2);
    }

    @Test
    void aWriteThatWasNotAppliedIsSentAgain() throws Exception {
        Counter<Long> counter = Counter.ofLong(client, PATH);
        counter.add(1L);
        // The read is behind; what follows is the write.
        AsyncResult<CounterChange<Long>> change = duringWrite(counter, false, () -> {});
        assertThat(change.get(LIMIT)).isEqualTo(new CounterChange<>(1L, 2L));
        assertThat(observer().get(PATH).stat().version()).isEqualTo(2);
    }

    /** Loses the connection around the write of a change, meddles, and lets the client back. */
    private AsyncResult<CounterChange<Long>> duringWrite(Counter<Long> counter, boolean applied, Runnable meddle)
            throws Exception {
        proxy().refuseConnections(true);
        CompletableFuture<Void> lost;
        if (applied) {
            lost = proxy().dropReply(SET);
        } else {
            int read = 4 + 8 + 4 + (chroot() + PATH).length() + 1;
            lost = proxy().cutAfter(Direction.TO_SERVER, read + TORN, Ending.RESET);
        }
        AsyncResult<CounterChange<Long>> change = counter.async().add(1L);
        resultOf(lost);
        awaitState(client, KazooState.SUSPENDED);
        assertThat(observer().get(PATH).stat().version()).isEqualTo(applied ? 2 : 1);
        meddle.run();
        assertThat(change.isDone()).isFalse();
        // Finding out survives two more losses.
        CompletableFuture<Void> sync = proxy().dropReply(SYNC);
        CompletableFuture<Void> get = proxy().dropReply(GET);
        proxy().refuseConnections(false);
        resultOf(CompletableFuture.allOf(sync, get));
        return change;
    }

    /** kazoo counts twice here. The node holds 2, which somebody else may have written too. */
    @Test
    void aWriteWhoseReplyIsLostIsNotRepeated() throws Exception {
        Counter<Long> counter = Counter.ofLong(client, PATH);
        counter.add(1L);
        Throwable failure = failureOf(duringWrite(counter, true, () -> {}));
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ConnectionLossException.class,
                        loss -> assertThat(loss.outcome()).isEqualTo(Outcome.MAYBE_APPLIED));
        assertThat(counter.value()).isEqualTo(2);
        assertThat(counter.add(1L)).isEqualTo(new CounterChange<>(2L, 3L));
    }

    /** Somebody else has written another value in the version that this write was for: it was certainly not applied. */
    @Test
    void aWriteThatSomebodyElseForestalledBeginsAnew() throws Exception {
        Counter<Long> counter = Counter.ofLong(client, PATH);
        counter.add(1L);
        AsyncResult<CounterChange<Long>> change = duringWrite(
                counter, false, () -> Counter.ofLong(observer(), PATH).add(10L));
        assertThat(change.get(LIMIT)).isEqualTo(new CounterChange<>(11L, 12L));
        assertThat(counter.value()).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"same value", "twice", "deleted"})
    void whatNobodyCanTellIsSaid(String what) throws Exception {
        Counter<Long> counter = Counter.ofLong(client, PATH);
        counter.add(1L);
        Counter<Long> others = Counter.ofLong(observer(), PATH);
        AsyncResult<CounterChange<Long>> change = duringWrite(counter, false, () -> {
            if (what.equals("deleted")) {
                observer().delete(PATH);
            } else {
                others.add(1L);
                if (what.equals("twice")) {
                    others.add(1L);
                }
            }
        });
        assertThat(failureOf(change)).isInstanceOf(ConnectionLossException.class);
        assertThat(others.value()).isEqualTo(what.equals("deleted") ? 0 : what.equals("twice") ? 3 : 2);
    }

    @Test
    void aCancelledChangeIsAppliedOnceAtTheMost() {
        Counter<Long> counter = Counter.ofLong(client, PATH);
        counter.async().add(1L).cancel();
        counter.add(1L);
        assertThat(counter.value()).isBetween(1L, 2L);
    }

    /** As docs/recipes/counter.md has it. */
    @Test
    void anExample() {
        Queue<Object> seen = new ConcurrentLinkedQueue<>();
        Counter<Long> visits = Counter.ofLong(client, "/app/visits");
        CounterChange<Long> change = visits.add(3L);
        assertThat(change.before()).isEqualTo(0);
        assertThat(change.after()).isEqualTo(3);
        visits.subtract(1L);
        assertThat(visits.value()).isEqualTo(2);
        Counter<Double> load = Counter.ofDouble(client, "/app/load", 0.5);
        load.async().add(2.25).thenAccept(added -> seen.add(added.after()));
        eventually(() -> assertThat(seen).containsExactly(2.75));
    }
}
