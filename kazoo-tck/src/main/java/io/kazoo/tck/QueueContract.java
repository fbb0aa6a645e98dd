package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.failureOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kazoo.AsyncResult;
import io.kazoo.ClientId;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.Outcome;
import io.kazoo.recipes.queue.InDoubtException;
import io.kazoo.recipes.queue.Queue;
import io.kazoo.testing.FaultProxy.Direction;
import io.kazoo.testing.FaultProxy.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is put is got once; where nobody can know, both sides say so. */
public abstract class QueueContract extends RecipeScenario {
    private static final String PATH = "/some/queue";
    private static final int CREATE = 1;
    private static final int DELETE = 2;
    private static final int GET = 4;
    private static final int GET_CHILDREN = 8;
    /** So many bytes into a request that the server cannot have understood it. */
    private static final int TORN = 20;

    private KazooClient client;
    private ClientId session;
    private Queue queue;

    /** For subclasses. */
    protected QueueContract() {}

    @BeforeEach
    void start() {
        client = startProxied();
        session = sessionOf(client);
        queue = Queue.create(client, PATH);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String text(Optional<byte[]> value) {
        return value.map(bytes -> new String(bytes, UTF_8)).orElse("none");
    }

    private String next() {
        return text(queue.get());
    }

    @Test
    @Tag("KT229")
    void badInputIsRefused() {
        assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> queue.put(nothing()));
        for (int priority : List.of(-100, -1, 1000, 100_000)) {
            assertThatIllegalArgumentException().isThrownBy(() -> queue.put(bytes("one"), priority));
        }
        assertThat(queue.size()).isZero();
    }

    @Test
    @Tag("KT230")
    void anEmptyQueueHasNothing() {
        assertThat(queue.size()).isZero();
        assertThat(queue.get()).isEmpty();
        observer().ensurePath(PATH);
        assertThat(queue.size()).isZero();
        assertThat(queue.get()).isEmpty();
    }

    @Test
    @Tag("KT231")
    void firstInFirstOut() {
        queue.put(bytes("one"));
        queue.put(bytes("two"));
        queue.put(bytes("three"));
        assertThat(queue.size()).isEqualTo(3);
        assertThat(next()).isEqualTo("one");
        assertThat(next()).isEqualTo("two");
        assertThat(next()).isEqualTo("three");
        assertThat(queue.size()).isZero();
        assertThat(next()).isEqualTo("none");
    }

    @Test
    @Tag("KT232")
    void lowerPrioritiesComeFirst() {
        queue.put(bytes("four"), 101);
        queue.put(bytes("one"), 4);
        queue.put(bytes("two"), 4);
        queue.put(bytes("three"), 10);
        assertThat(next()).isEqualTo("one");
        queue.put(bytes("urgent"), 0);
        assertThat(next()).isEqualTo("urgent");
        assertThat(next()).isEqualTo("two");
        assertThat(next()).isEqualTo("three");
        assertThat(next()).isEqualTo("four");
    }

    @Test
    void liesOnTheWireAsInKazoo() {
        queue.put(bytes("one"));
        queue.put(bytes("two"), 5);
        assertThat(childrenOf(PATH)).containsExactlyInAnyOrder("entry-005-0000000001", "entry-100-0000000000");
        assertThat(observer().get(PATH + "/entry-005-0000000001").data()).isEqualTo(bytes("two"));
        assertThat(observer().get(PATH + "/entry-100-0000000000").stat().ephemeralOwner())
                .isZero();
        assertThat(observer().get(PATH).data()).isEmpty();
        assertThat(next()).isEqualTo("two");
        assertThat(childrenOf(PATH)).containsExactly("entry-100-0000000000");
    }

    @Test
    void entriesMadeByHandAreGotAndStrangersLeft() {
        observer().ensurePath(PATH);
        observer().create(PATH + "/entry-100-0000000007", null);
        observer().create(PATH + "/config", bytes("x"));
        assertThat(queue.get()).hasValueSatisfying(value -> assertThat(value).isEmpty());
        assertThat(queue.get()).isEmpty();
        assertThat(childrenOf(PATH)).containsExactly("config");
    }

    @Test
    void consumersShare() throws Exception {
        List<String> put = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            put.add("value " + i);
            queue.put(bytes("value " + i));
        }
        List<CompletableFuture<List<String>>> consumers = new ArrayList<>();
        for (KazooClient each : List.of(client, client, observer(), observer())) {
            consumers.add(inBackground(() -> {
                Queue mine = Queue.create(each, PATH);
                List<String> got = new ArrayList<>();
                for (Optional<byte[]> value = mine.get(); value.isPresent(); value = mine.get()) {
                    got.add(text(value));
                }
                return got;
            }));
        }
        List<String> all = new ArrayList<>();
        for (CompletableFuture<List<String>> consumer : consumers) {
            all.addAll(resultOf(consumer));
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(put);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPutWhoseReplyIsLostSaysSo(boolean newSession) throws Exception {
        observer().ensurePath(PATH);
        proxy().refuseConnections(true);
        CompletableFuture<Void> dropped = proxy().dropReply(CREATE);
        AsyncResult<?> put = queue.async().put(bytes("one"));
        resultOf(dropped);
        assertThat(failureOf(put))
                .isInstanceOfSatisfying(
                        ConnectionLossException.class,
                        loss -> assertThat(loss.outcome()).isEqualTo(Outcome.MAYBE_APPLIED));
        if (newSession) {
            expire(session);
        } else {
            proxy().heal();
        }
        assertThat(next()).isEqualTo("one");
        assertThat(next()).as("not twice").isEqualTo("none");
    }

    @Test
    void aPutThatWasNotSentWaitsForTheConnection() {
        disconnect(client);
        AsyncResult<?> put = queue.async().put(bytes("one"));
        assertThat(put.isDone()).isFalse();
        proxy().heal();
        put.get(LIMIT);
        assertThat(next()).isEqualTo("one");
        assertThat(next()).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(ints = {GET_CHILDREN, GET})
    void everyReplyToAReadMayBeLostOnce(int operation) throws Exception {
        queue.put(bytes("one"));
        CompletableFuture<Void> dropped = proxy().dropReply(operation);
        assertThat(next()).isEqualTo("one");
        resultOf(dropped);
        assertThat(queue.size()).isZero();
    }

    /** Loses the connection around the removal of an entry, meddles, and lets the client back. */
    private AsyncResult<Optional<byte[]>> duringRemoval(boolean applied, Runnable meddle) throws Exception {
        queue.put(bytes("one"));
        queue.put(bytes("two"));
        proxy().refuseConnections(true);
        CompletableFuture<Void> lost;
        if (applied) {
            lost = proxy().dropReply(DELETE);
        } else {
            int list = 17 + (chroot() + PATH).length();
            int read = list + "/entry-100-0000000000".length();
            lost = proxy().cutAfter(Direction.TO_SERVER, list + read + TORN, Ending.RESET);
        }
        AsyncResult<Optional<byte[]>> get = queue.async().get();
        resultOf(lost);
        awaitState(client, KazooState.SUSPENDED);
        assertThat(childrenOf(PATH)).hasSize(applied ? 1 : 2);
        meddle.run();
        assertThat(get.isDone()).isFalse();
        proxy().heal();
        return get;
    }

    @Test
    void aRemovalThatWasNotAppliedIsRepeated() throws Exception {
        assertThat(text(duringRemoval(false, () -> {}).get(LIMIT))).isEqualTo("one");
        assertThat(next()).isEqualTo("two");
        assertThat(next()).isEqualTo("none");
    }

    /** In kazoo the value is lost. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRemovalWhoseReplyIsLostHandsTheValueOver(boolean byAnother) throws Exception {
        Runnable meddle = () -> {
            if (byAnother) {
                assertThat(text(Queue.create(observer(), PATH).get())).isEqualTo("one");
            }
        };
        Throwable failure = failureOf(duringRemoval(!byAnother, meddle));
        assertThat(failure).isInstanceOfSatisfying(InDoubtException.class, doubt -> {
            assertThat(doubt.value()).isEqualTo(bytes("one"));
            assertThat(doubt).hasCauseInstanceOf(ConnectionLossException.class);
        });
        assertThat(next()).isEqualTo("two");
    }
}
