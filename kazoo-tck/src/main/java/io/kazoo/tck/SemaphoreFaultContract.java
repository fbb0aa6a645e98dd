package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.ClientId;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.LockTimeoutException;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.Semaphore;
import io.kazoo.testing.SessionKiller;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A semaphore whose clients lose connections, sessions and nodes at each step of an acquire. */
public abstract class SemaphoreFaultContract extends SemaphoreScenario {
    private KazooClient client;
    private Semaphore semaphore;

    /** For subclasses. */
    protected SemaphoreFaultContract() {}

    /** After which request of an uncontended acquire the connection is lost: it is applied, its reply is not heard of. */
    enum Step {
        /** What the semaphore's node says. */
        LOOK(4),
        /** The node of the guard. */
        JOIN(15),
        /** The children of the guard, then of the semaphore. */
        COUNT(8),
        /** The lease itself. */
        TAKE(14),
        /** The node of the guard goes. */
        LET_COUNT(2);

        private final int opCode;

        Step(int opCode) {
            this.opCode = opCode;
        }
    }

    /** How an acquire is given up. */
    enum End {
        TIMEOUT(LockTimeoutException.class),
        CANCEL_OF_RESULT(CancelledException.class),
        CANCEL_OF_SEMAPHORE(CancelledException.class);

        private final Class<? extends Exception> failure;

        End(Class<? extends Exception> failure) {
            this.failure = failure;
        }
    }

    static Stream<Arguments> stepsAndEnds() {
        return Stream.of(Step.LOOK, Step.JOIN, Step.COUNT, Step.TAKE)
                .flatMap(step -> Stream.of(End.values()).map(end -> Arguments.of(step, end)));
    }

    @BeforeEach
    void start() {
        // The nodes are there, so that each step is one request.
        semaphoreOf(observer(), "first", 2).acquire().release();
        awaitNothingLeft(observer());
        client = startProxied();
        semaphore = semaphoreOf(client, "one", 2);
    }

    @ParameterizedTest
    @EnumSource
    void anAcquireGoesOn(Step step) throws Exception {
        ClientId before = sessionOf(client);
        CompletableFuture<Void> lost = proxy().dropReply(step.opCode);
        Hold held = semaphore.acquire(LIMIT);
        resultOf(lost);
        awaitState(client, KazooState.CONNECTED);
        assertThat(sessionOf(client)).isEqualTo(before);
        awaitOnly(held);
        assertThat(held.fencingToken())
                .isEqualTo(observer().get(held.nodePath()).stat().czxid());
        held.release();
        awaitNothingLeft(client);
    }

    /** Nobody waits for it, the connection comes back, and nothing is left. */
    @ParameterizedTest
    @MethodSource("stepsAndEnds")
    void whatIsGivenUpLeavesNothing(Step step, End end) throws Exception {
        proxy().refuseConnections(true);
        CompletableFuture<Void> lost = proxy().dropReply(step.opCode);
        AsyncResult<Hold> result = semaphore.async().acquire(end == End.TIMEOUT ? Duration.ofMillis(300) : LIMIT);
        resultOf(lost);
        awaitState(client, KazooState.SUSPENDED);
        if (end == End.CANCEL_OF_RESULT) {
            result.cancel();
        } else if (end == End.CANCEL_OF_SEMAPHORE) {
            semaphore.cancel();
        }
        assertThat(failureOf(result)).isInstanceOf(end.failure);
        proxy().heal();
        awaitState(client, KazooState.CONNECTED);
        client.retry(() -> client.sync("/"));
        awaitNothingLeft(client);
    }

    /** The session ends at each step: the lease is another session's. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LET_COUNT")
    void anAcquireOutlivesItsSession(Step step) throws Exception {
        ClientId before = sessionOf(client);
        proxy().refuseConnections(true);
        CompletableFuture<Void> lost = proxy().dropReply(step.opCode);
        AsyncResult<Hold> result = semaphore.async().acquire(LIMIT);
        resultOf(lost);
        awaitState(client, KazooState.SUSPENDED);
        SessionKiller.kill(server().socketAddress(), before.sessionId(), before.password(), LIMIT);
        proxy().heal();
        Hold held = result.get(LIMIT);
        assertThat(observer().get(held.nodePath()).stat().ephemeralOwner())
                .isEqualTo(sessionOf(client).sessionId())
                .isNotEqualTo(before.sessionId());
        assertThat(held.isHeld()).isTrue();
        awaitOnly(held);
        held.release();
        awaitNothingLeft(client);
    }

    /** The one who watches the leases, and the one behind it. */
    @Test
    @Tag("KT193")
    void whoWaitsOutlivesItsSession() {
        Hold first = semaphoreOf(observer(), "first", 2).acquire();
        Hold second = semaphoreOf(observer(), "second", 2).acquire();
        awaitQueue(0);
        AsyncResult<Hold> counting = semaphore.async().acquire();
        AsyncResult<Hold> queueing = semaphore.async().acquire();
        awaitQueue(2);
        expire(client);
        first.release();
        second.release();
        Hold third = counting.get(LIMIT);
        Hold fourth = queueing.get(LIMIT);
        awaitOnly(third, fourth);
        third.release();
        fourth.release();
        awaitNothingLeft(client);
    }

    @Test
    void whoWaitsOutlivesTheConnection() {
        Hold first = semaphoreOf(observer(), "first", 2).acquire();
        Hold second = semaphoreOf(observer(), "second", 2).acquire();
        AsyncResult<Hold> waiter = semaphore.async().acquire();
        awaitWatching(client);
        for (int i = 0; i < 3; i++) {
            loseConnection(client);
        }
        disconnect(client);
        first.release();
        assertThat(waiter.isDone()).isFalse();
        proxy().heal();
        Hold third = waiter.get(LIMIT);
        awaitOnly(second, third);
        second.release();
        third.release();
        awaitNothingLeft(client);
    }

    /** After the reconnect it hears of a change, which is its own, before it knows that it has a lease. */
    @Test
    void whoWaitedFindsTheLeaseWhoseReplyWasLost() throws Exception {
        Hold first = semaphoreOf(observer(), "first", 2).acquire();
        Hold second = semaphoreOf(observer(), "second", 2).acquire();
        awaitQueue(0);
        AsyncResult<Hold> waiter = semaphore.async().acquire();
        awaitWatching(client);
        awaitQueue(1);
        proxy().refuseConnections(true);
        CompletableFuture<Void> lost = proxy().dropReply(Step.TAKE.opCode);
        first.release();
        resultOf(lost);
        awaitState(client, KazooState.SUSPENDED);
        assertThat(leases()).hasSize(2);
        proxy().heal();
        Hold third = waiter.get(LIMIT);
        awaitOnly(second, third);
        second.release();
        third.release();
        awaitNothingLeft(client);
    }

    @Test
    void aHolderHearsOfTheLoss() {
        Hold expired = semaphore.acquire();
        expire(client);
        assertThat(expired.lost().get(LIMIT)).isNull();
        assertThat(expired.isHeld()).isFalse();
        awaitState(client, KazooState.CONNECTED);
        Hold deleted = semaphore.acquire(LIMIT);
        observer().delete(deleted.nodePath());
        assertThat(deleted.lost().get(LIMIT)).isNull();
        assertThat(deleted.releaseAsync().get(LIMIT)).isFalse();
        awaitNothingLeft(client);
    }

    /** Somebody takes the right to count away from the one who waits: it asks for it again. */
    @Test
    void aForeignHandThatDeletesTheGuardChangesNothing() {
        Hold first = semaphoreOf(observer(), "first", 2).acquire();
        Hold second = semaphoreOf(observer(), "second", 2).acquire();
        awaitQueue(0);
        AsyncResult<Hold> waiter = semaphore.async().acquire();
        awaitWatching(client);
        String guard = childrenOf(GUARD).get(0);
        eventually(() -> assertThat(watches()).contains(GUARD + "/" + guard));
        observer().delete(GUARD + "/" + guard);
        eventually(() -> assertThat(childrenOf(GUARD)).hasSize(1).doesNotContain(guard));
        assertThat(waiter.isDone()).isFalse();
        first.release();
        waiter.get(LIMIT).release();
        second.release();
        awaitNothingLeft(client);
    }

    /** Everything, with everybody in it. */
    @Test
    void directoriesThatVanishAreMadeAgain() {
        Hold first = semaphoreOf(observer(), "first", 2).acquire();
        Hold second = semaphoreOf(observer(), "second", 2).acquire();
        AsyncResult<Hold> waiter = semaphore.async().acquire();
        awaitWatching(client);
        observer().deleteRecursive("/some");
        Hold third = waiter.get(LIMIT);
        assertThat(first.lost().get(LIMIT)).isNull();
        assertThat(second.lost().get(LIMIT)).isNull();
        awaitOnly(third);
        assertThat(observer().get(PATH).data()).containsExactly('2');
        third.release();
        awaitNothingLeft(client);
    }

    @Test
    void aStoppedClientEndsTheWait() {
        Hold first = semaphoreOf(observer(), "first", 2).acquire();
        Hold second = semaphoreOf(observer(), "second", 2).acquire();
        AsyncResult<Hold> waiter = semaphore.async().acquire();
        AsyncResult<Hold> behind = semaphore.async().acquire();
        awaitQueue(2);
        client.stop();
        assertThat(failureOf(waiter)).isInstanceOf(ConnectionClosedException.class);
        assertThat(failureOf(behind)).isInstanceOf(ConnectionClosedException.class);
        awaitOnly(first, second);
        first.release();
        second.release();
        awaitNothingLeft(observer());
    }
}
