package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.ClientId;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.exceptions.KazooInterruptedException;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.Lock;
import io.kazoo.testing.FaultProxy.Direction;
import io.kazoo.testing.FaultProxy.Ending;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection is lost, and the session lives, while a lock is held or waited for, and while it is given back. */
public abstract class LockHoldFaultContract extends LockScenario {
    private static final int DELETE = 2;
    private static final int TORN = 10;

    private KazooClient client;
    private Lock lock;
    private ClientId session;

    /** For subclasses. */
    protected LockHoldFaultContract() {}

    /** When the connection is lost. */
    enum Moment {
        DELETE_NOT_SENT,
        DELETE_NOT_APPLIED,
        REPLY_OF_DELETE_LOST
    }

    @BeforeEach
    void start() {
        client = startProxied();
        lock = lockOf(client, "one");
        session = sessionOf(client);
    }

    private void assertSessionLives() {
        awaitState(client, KazooState.CONNECTED);
        assertThat(sessionOf(client)).isEqualTo(session);
    }

    /** Nobody else gets it, and the same node stands for it afterwards. */
    @Test
    void aHoldOutlivesTheConnection() {
        Hold held = lock.acquire();
        AsyncResult<Hold> waiter = lockOf(observer(), "waiter").async().acquire();
        awaitContenders(2);
        for (int i = 0; i < 5; i++) {
            loseConnection(client);
            assertThat(held.isHeld()).isTrue();
        }
        disconnect(client);
        assertThat(held.isHeld()).as("suspended, not lost").isTrue();
        observer().sync("/");
        assertThat(waiter.isDone()).isFalse();
        proxy().heal();
        assertSessionLives();
        assertThat(held.isHeld()).isTrue();
        assertThat(held.lost().isDone()).isFalse();
        assertThat(waiter.isDone()).isFalse();
        held.release();
        waiter.get(LIMIT).release();
        awaitNothingLeft();
    }

    /** It keeps its node, and with it its place (CURATOR-644). */
    @Test
    void aWaiterOutlivesTheConnection() {
        Hold other = lockOf(observer(), "other").acquire();
        AsyncResult<Hold> waiter = lock.async().acquire();
        awaitContenders(2);
        AsyncResult<Hold> behind = lockOf(observer(), "behind").async().acquire();
        awaitContenders(3);
        for (int i = 0; i < 5; i++) {
            loseConnection(client);
        }
        assertThat(lock.contenders()).containsExactly("other", "one", "behind");
        other.release();
        waiter.get(LIMIT).release();
        behind.get(LIMIT).release();
        assertSessionLives();
        awaitNothingLeft();
    }

    @ParameterizedTest
    @EnumSource
    void aReleaseGoesOn(Moment moment) throws Exception {
        Hold held = lock.acquire();
        awaitWatched(held.nodePath()); // so that the delete is the next that is sent
        AsyncResult<Hold> waiter = lockOf(observer(), "waiter").async().acquire();
        awaitContenders(2);
        CompletableFuture<Void> lost = loseConnectionWhenReleased(moment);
        AsyncResult<Boolean> released = held.releaseAsync();
        assertThat(held.isHeld()).isFalse();
        resultOf(lost);
        awaitState(client, KazooState.SUSPENDED);
        assertThat(released.isDone()).isFalse();
        if (moment != Moment.REPLY_OF_DELETE_LOST) {
            observer().sync("/");
            assertThat(waiter.isDone()).isFalse();
        }
        proxy().heal();
        assertThat(released.get(LIMIT)).isTrue();
        Hold next = waiter.get(LIMIT);
        awaitOnly(next);
        assertSessionLives();
        next.release();
        awaitNothingLeft();
    }

    /** Its caller is gone, the removal goes on all the same. */
    @ParameterizedTest
    @EnumSource
    void anInterruptedReleaseGoesOn(Moment moment) throws Exception {
        Hold held = lock.acquire();
        awaitWatched(held.nodePath());
        CompletableFuture<Void> lost = loseConnectionWhenReleased(moment);
        FutureTask<Boolean> interrupted = new FutureTask<>(() -> {
            try {
                held.release();
                return false;
            } catch (KazooInterruptedException e) {
                return Thread.interrupted();
            }
        });
        Thread thread = new Thread(interrupted);
        thread.start();
        eventually(() -> assertThat(held.isHeld()).isFalse());
        resultOf(lost);
        awaitState(client, KazooState.SUSPENDED);
        thread.interrupt();
        assertThat(interrupted.get()).isTrue();
        proxy().heal();
        assertSessionLives();
        awaitNothingLeft();
    }

    /** Prepares the loss; there is no connection afterwards until the proxy is healed. */
    private CompletableFuture<Void> loseConnectionWhenReleased(Moment moment) {
        proxy().refuseConnections(true);
        return switch (moment) {
            case DELETE_NOT_SENT -> {
                disconnect(client);
                yield CompletableFuture.completedFuture(null);
            }
            case DELETE_NOT_APPLIED -> proxy().cutAfter(Direction.TO_SERVER, TORN, Ending.RESET);
            case REPLY_OF_DELETE_LOST -> proxy().dropReply(DELETE);
        };
    }

    /** What cannot be sent any more ends with the session, and so does the call that waits for it. */
    @ParameterizedTest
    @EnumSource
    void aReleaseEndsWithItsClient(Moment moment) throws Exception {
        Hold held = lock.acquire();
        awaitWatched(held.nodePath());
        CompletableFuture<Void> lost = loseConnectionWhenReleased(moment);
        AsyncResult<Boolean> released = held.releaseAsync();
        resultOf(lost);
        client.close();
        assertThat(released.get(LIMIT)).isTrue();
    }

    @Test
    void aReleaseBeforeAStopIsDone() {
        for (int i = 0; i < 5; i++) {
            Hold held = lock.acquire();
            AsyncResult<Boolean> released = held.releaseAsync();
            client.restart();
            assertThat(released.get(LIMIT)).isTrue();
            assertThat(names()).isEmpty();
        }
        awaitNothingLeft();
    }

    /** Waiters that leave while their client is stopped and started: none is left behind. */
    @Test
    void leavingSurvivesARestart() {
        Hold other = lockOf(observer(), "other").acquire();
        for (int i = 0; i < 5; i++) {
            AsyncResult<Hold> waiter = lock.async().acquire();
            awaitContenders(2);
            waiter.cancel();
            client.restart();
            client.sync("/");
            awaitOnly(other);
        }
        assertThat(lock.tryAcquire()).isEmpty();
        other.release();
        lock.acquire().release();
        awaitNothingLeft();
    }
}
