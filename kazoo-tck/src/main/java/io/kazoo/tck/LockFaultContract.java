package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.AsyncResult;
import io.kazoo.ClientId;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.KazooInterruptedException;
import io.kazoo.exceptions.LockTimeoutException;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.Lock;
import io.kazoo.testing.FaultProxy.Direction;
import io.kazoo.testing.FaultProxy.Ending;
import io.kazoo.testing.SessionKiller;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The connection is lost at the worst moments of an acquire, and the acquire goes on or is given up meanwhile: the
 * session lives, so whatever is left in the queue would block everybody behind it (kazoo issues 412 and 732, CURATOR-62,
 * CURATOR-79).
 */
public abstract class LockFaultContract extends LockScenario {
    private static final int DELETE = 2;
    private static final int GET = 4;
    private static final int GET_CHILDREN = 8;
    private static final int SYNC = 9;
    private static final int CREATE2 = 15;
    /** So many bytes into a request that the server cannot have understood it. */
    private static final int TORN = 20;

    private KazooClient client;
    private Lock lock;
    private ClientId session;

    /** For subclasses. */
    protected LockFaultContract() {}

    /** When the connection is lost; after it, there is none until the proxy is healed. */
    enum Moment {
        CREATE_NOT_SENT,
        CREATE_NOT_APPLIED,
        REPLY_OF_CREATE_LOST,
        WAITING
    }

    /** How an acquire is given up. */
    enum End {
        TIMEOUT(LockTimeoutException.class),
        CANCEL_OF_RESULT(CancelledException.class),
        CANCEL_OF_LOCK(CancelledException.class),
        INTERRUPT(KazooInterruptedException.class);

        private final Class<? extends Exception> failure;

        End(Class<? extends Exception> failure) {
            this.failure = failure;
        }
    }

    static Stream<Arguments> momentsAndEnds() {
        return Stream.of(Moment.values())
                .flatMap(moment -> Stream.of(End.values()).map(end -> Arguments.of(moment, end)));
    }

    @BeforeEach
    void start() {
        client = startProxied();
        lock = lockOf(client, "one");
        session = sessionOf(client);
        // Without this the first create would be refused, as there is no directory yet.
        observer().ensurePath(PATH);
    }

    private void assertSessionLives() {
        awaitState(client, KazooState.CONNECTED);
        assertThat(sessionOf(client)).isEqualTo(session);
    }

    /** Prepares the loss, starts an acquire, and returns when the connection is lost. */
    private <T> T loseConnectionDuring(Moment moment, Supplier<T> acquire) throws Exception {
        proxy().refuseConnections(true);
        CompletableFuture<Void> lost = switch (moment) {
            case CREATE_NOT_APPLIED -> proxy().cutAfter(Direction.TO_SERVER, TORN, Ending.RESET);
            case REPLY_OF_CREATE_LOST -> proxy().dropReply(CREATE2);
            default -> CompletableFuture.completedFuture(null);
        };
        if (moment == Moment.CREATE_NOT_SENT) {
            disconnect(client);
        }
        int before = names().size();
        T started = acquire.get();
        resultOf(lost);
        if (moment == Moment.WAITING) {
            awaitContenders(before + 1);
            proxy().cut();
        }
        awaitState(client, KazooState.SUSPENDED);
        boolean applied = moment == Moment.WAITING || moment == Moment.REPLY_OF_CREATE_LOST;
        assertThat(names()).hasSize(before + (applied ? 1 : 0));
        return started;
    }

    @ParameterizedTest
    @MethodSource("momentsAndEnds")
    void whatIsGivenUpLeavesTheQueue(Moment moment, End end) throws Exception {
        Hold other = lockOf(observer(), "other").acquire();
        if (end == End.INTERRUPT) {
            FutureTask<Throwable> outcome = new FutureTask<>(this::interruptibly);
            Thread thread = new Thread(outcome);
            loseConnectionDuring(moment, () -> {
                thread.start();
                return thread;
            });
            thread.interrupt();
            assertThat(outcome.get()).isInstanceOf(end.failure);
        } else {
            // Who waits must be seen to wait before its time is up.
            Duration soon = Duration.ofMillis(moment == Moment.WAITING ? 1500 : 200);
            Duration timeout = end == End.TIMEOUT ? soon : LIMIT;
            AsyncResult<Hold> result =
                    loseConnectionDuring(moment, () -> lock.async().acquire(timeout));
            if (end == End.CANCEL_OF_RESULT) {
                result.cancel();
            } else if (end == End.CANCEL_OF_LOCK) {
                lock.cancel();
            }
            assertThat(failureOf(result)).isInstanceOf(end.failure);
        }
        proxy().heal();
        assertSessionLives();
        client.sync("/"); // what was still to be sent has been by now
        awaitOnly(other);
        other.release();
        assertSessionLives();
        awaitNothingLeft();
    }

    /** Also shows that the interrupt flag is set again. */
    private Throwable interruptibly() {
        try {
            return new AssertionError("granted: " + lock.acquire());
        } catch (KazooInterruptedException e) {
            return Thread.interrupted() ? e : new AssertionError("the interrupt is forgotten", e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAcquireGoesOn(Moment moment) throws Exception {
        Hold other = moment == Moment.WAITING ? lockOf(observer(), "other").acquire() : null;
        AsyncResult<Hold> result =
                loseConnectionDuring(moment, () -> lock.async().acquire());
        if (other != null) {
            other.release();
        }
        assertThat(result.isDone()).isFalse();
        proxy().heal();
        Hold held = result.get(LIMIT);
        assertSessionLives();
        awaitOnly(held);
        assertThat(held.fencingToken())
                .isEqualTo(observer().get(held.nodePath()).stat().czxid());
        held.release();
        awaitNothingLeft();
    }

    /** Refused or not, it says so in the end, and leaves nothing when it is refused. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WAITING")
    void aTryGoesOn(Moment moment) throws Exception {
        Hold other = lockOf(observer(), "other").acquire();
        AsyncResult<Optional<Hold>> refused =
                loseConnectionDuring(moment, () -> lock.async().tryAcquire());
        proxy().heal();
        assertThat(refused.get(LIMIT)).isEmpty();
        awaitOnly(other);
        other.release();
        awaitState(client, KazooState.CONNECTED);
        AsyncResult<Optional<Hold>> granted =
                loseConnectionDuring(moment, () -> lock.async().tryAcquire());
        proxy().heal();
        Hold held = granted.get(LIMIT).orElseThrow();
        awaitOnly(held);
        held.release();
        assertSessionLives();
        awaitNothingLeft();
    }

    /** The reply to the create, and to each request by which the node is found again, once. */
    @Test
    void everyReplyMayBeLostOnce() throws Exception {
        CompletableFuture<?>[] dropped = Stream.of(CREATE2, SYNC, GET_CHILDREN, GET, GET_CHILDREN)
                .map(proxy()::dropReply)
                .toArray(CompletableFuture[]::new);
        Hold held = lock.acquire();
        resultOf(CompletableFuture.allOf(dropped));
        awaitOnly(held);
        CompletableFuture<Void> release = proxy().dropReply(DELETE);
        held.release();
        resultOf(release);
        assertSessionLives();
        awaitNothingLeft();
    }

    /** The same while a node is looked for only to be removed. */
    @Test
    void everyReplyOfARemovalMayBeLostOnce() throws Exception {
        Hold other = lockOf(observer(), "other").acquire();
        AsyncResult<Hold> result = loseConnectionDuring(
                Moment.REPLY_OF_CREATE_LOST, () -> lock.async().acquire());
        result.cancel();
        CompletableFuture<?>[] dropped =
                Stream.of(SYNC, GET_CHILDREN, DELETE).map(proxy()::dropReply).toArray(CompletableFuture[]::new);
        proxy().refuseConnections(false);
        resultOf(CompletableFuture.allOf(dropped));
        awaitOnly(other);
        other.release();
        assertSessionLives();
        awaitNothingLeft();
    }

    /** A waiter gives up, and the connection is lost while it leaves. */
    @ParameterizedTest
    @EnumSource
    void leavingSurvivesALostConnection(End end) throws Exception {
        Hold other = lockOf(observer(), "other").acquire();
        CompletableFuture<Void> lost = proxy().dropReply(DELETE);
        if (end == End.INTERRUPT) {
            FutureTask<Throwable> outcome = new FutureTask<>(this::interruptibly);
            Thread thread = new Thread(outcome);
            thread.start();
            awaitContenders(2);
            thread.interrupt();
            assertThat(outcome.get()).isInstanceOf(end.failure);
        } else {
            AsyncResult<Hold> result = lock.async().acquire(end == End.TIMEOUT ? Duration.ofMillis(100) : LIMIT);
            if (end == End.CANCEL_OF_RESULT) {
                awaitContenders(2);
                result.cancel();
            } else if (end == End.CANCEL_OF_LOCK) {
                awaitContenders(2);
                lock.cancel();
            }
            assertThat(failureOf(result)).isInstanceOf(end.failure);
        }
        resultOf(lost);
        awaitOnly(other);
        assertSessionLives();
        other.release();
        awaitNothingLeft();
    }

    /** The session ends while nobody knows whether the create was applied: its node went with it, another is made. */
    @Test
    void aLostReplyOfALostSessionIsNoHold() throws Exception {
        AsyncResult<Hold> result = loseConnectionDuring(
                Moment.REPLY_OF_CREATE_LOST, () -> lock.async().acquire());
        SessionKiller.kill(server().socketAddress(), session.sessionId(), session.password(), LIMIT);
        proxy().heal();
        Hold held = result.get(LIMIT);
        assertThat(client.clientId()).isPresent().get().isNotEqualTo(session);
        assertThat(observer().get(held.nodePath()).stat().ephemeralOwner())
                .isEqualTo(sessionOf(client).sessionId());
        awaitOnly(held);
    }

    /** Asking who contends is a read like any other. */
    @ParameterizedTest
    @EnumSource
    void theListOfContendersIsNotRetried(LockFace face) throws Exception {
        for (int opCode : new int[] {GET_CHILDREN, GET}) {
            Hold held = lock.acquire();
            awaitWatched(held.nodePath());
            CompletableFuture<Void> lost = proxy().dropReply(opCode);
            assertThatExceptionOfType(ConnectionLossException.class).isThrownBy(() -> face.contenders(lock));
            resultOf(lost);
            assertThat(face.contenders(lock)).containsExactly("one");
            held.release();
        }
    }
}
