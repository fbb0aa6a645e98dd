package io.kazoo.recipes.lock;

import static io.kazoo.recipes.lock.ScriptedClient.data;
import static io.kazoo.recipes.lock.ScriptedClient.loss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.AsyncResult;
import io.kazoo.EventType;
import io.kazoo.KazooState;
import io.kazoo.KeeperState;
import io.kazoo.WatchedEvent;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.NoAuthException;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.exceptions.Outcome;
import io.kazoo.exceptions.RequestTimeoutException;
import io.kazoo.exceptions.SessionExpiredException;
import io.kazoo.exceptions.TooManyRequestsException;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.ScriptedClient.Call;
import org.junit.jupiter.api.Test;

/** A hold, event by event: how it ends, and what happens to its node. */
class LockHoldTest {
    private static final int NUMBER = 4;

    private final ScriptedClient zk = new ScriptedClient();
    private Call watch;

    private Hold hold(LockOptions options) {
        AsyncResult<Hold> result =
                Lock.create(zk.client(), "/lock", options).async().acquire();
        Call create = zk.next("createWithStat");
        Call children = zk.next("getChildren");
        long owner = options.ephemeral() ? 1 : 0;
        zk.children(children, zk.created(create, NUMBER, owner));
        assertThat(zk.calls).isEmpty();
        zk.fireTimer();
        watch = options.ephemeral()
                ? zk.take("get").get(0)
                : zk.take("sync", "get").get(1);
        zk.succeed(watch, data(NUMBER, owner));
        return result.getNow();
    }

    private Hold hold() {
        return hold(LockOptions.defaults());
    }

    private void assertLost(Hold held) {
        assertThat(held.isHeld()).isFalse();
        assertThat(held.lost().isSuccessful()).isTrue();
        assertThat(held.releaseAsync().getNow()).isFalse();
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() {
        zk.run();
        assertThat(zk.calls).isEmpty();
        assertThat(zk.listeners).isEmpty();
        assertThat(zk.timers).isEmpty();
    }

    @Test
    void theEndOfTheSessionIsKnownBeforeAnybodyHasHeardOfIt() {
        Hold held = hold();
        zk.state(KazooState.LOST);
        assertThat(held.isHeld()).isFalse();
        assertThat(held.lost().isDone()).isFalse();
        zk.run();
        assertLost(held);
    }

    @Test
    void anotherSessionIsNotTheOneThatHolds() {
        Hold held = hold();
        zk.newSession();
        assertThat(held.isHeld()).isFalse();
        assertThat(held.releaseAsync().getNow()).isFalse();
        zk.run();
        assertLost(held);
    }

    @Test
    void aLostConnectionAloneChangesNothing() {
        Hold held = hold();
        zk.state(KazooState.SUSPENDED);
        zk.run();
        assertThat(held.isHeld()).isTrue();
        zk.state(KazooState.CONNECTED);
        zk.run();
        zk.succeed(zk.take("get").get(0), data(NUMBER, 1));
        assertThat(held.isHeld()).isTrue();
        assertThat(held.lost().isDone()).isFalse();
    }

    @Test
    void aNodeThatIsGoneAfterTheReconnectIsALoss() {
        Hold held = hold();
        zk.state(KazooState.SUSPENDED);
        zk.state(KazooState.CONNECTED);
        zk.run();
        zk.fail(zk.take("get").get(0), new NoNodeException("gone", held.nodePath(), null));
        assertLost(held);
    }

    @Test
    void aNodeThatWasReplacedIsALoss() {
        Hold held = hold();
        zk.fire(watch.watcher(), new WatchedEvent(EventType.CHANGED, KeeperState.CONNECTED, held.nodePath(), 9));
        zk.succeed(zk.take("get").get(0), data(NUMBER + 1, 1));
        assertLost(held);
    }

    @Test
    void aNodeThatIsGoneBeforeItIsWatchedIsALoss() {
        AsyncResult<Hold> result = Lock.create(zk.client(), "/lock").async().acquire();
        Call create = zk.next("createWithStat");
        Call children = zk.next("getChildren");
        zk.children(children, zk.created(create, NUMBER, 1));
        zk.fireTimer();
        zk.fail(zk.take("get").get(0), new NoNodeException("gone", create.path(), null));
        assertLost(result.getNow());
    }

    @Test
    void aNodeThatWasWrittenToIsNone() {
        Hold held = hold();
        zk.fire(watch.watcher(), new WatchedEvent(EventType.CHANGED, KeeperState.CONNECTED, held.nodePath(), 9));
        zk.succeed(zk.take("get").get(0), data(NUMBER, 1));
        assertThat(held.isHeld()).isTrue();
    }

    @Test
    void aCheckThatFailsTellsNothing() {
        Hold held = hold();
        zk.fire(watch.watcher(), new WatchedEvent(EventType.DELETED, KeeperState.CONNECTED, held.nodePath(), 9));
        zk.fail(zk.take("get").get(0), loss(Outcome.MAYBE_APPLIED));
        assertThat(held.isHeld()).isTrue();
    }

    /** Nothing else would look again: the watch has fired, and the connection lives on. */
    @Test
    void aCheckThatFailsAloneIsMadeAgain() {
        Hold held = hold();
        zk.fire(watch.watcher(), new WatchedEvent(EventType.DELETED, KeeperState.CONNECTED, held.nodePath(), 9));
        zk.fail(
                zk.take("get").get(0),
                new RequestTimeoutException("late", held.nodePath(), Outcome.MAYBE_APPLIED, null));
        zk.fail(zk.take("get").get(0), new TooManyRequestsException("full"));
        assertThat(held.isHeld()).isTrue();
        zk.fireTimer();
        zk.fail(zk.take("get").get(0), new NoNodeException("gone", held.nodePath(), null));
        assertLost(held);
    }

    @Test
    void aLockThatIsNotEphemeralOutlivesTheSession() {
        Hold held = hold(LockOptions.defaults().withEphemeral(false));
        zk.newSession();
        zk.run();
        assertThat(held.isHeld()).isTrue();
        zk.succeed(zk.take("sync", "get").get(1), data(NUMBER, 0));
        AsyncResult<Boolean> released = held.releaseAsync();
        zk.fail(zk.take("delete").get(0), new SessionExpiredException("expired", null, null));
        zk.succeed(zk.take("delete").get(0), null);
        assertThat(released.getNow()).isTrue();
        assertNothingIsLeft();
    }

    /** Its node is still there: nobody may be told that the lock was given back. */
    @Test
    void aStoppedClientCannotReleaseALockThatIsNotEphemeral() {
        Hold held = hold(LockOptions.defaults().withEphemeral(false));
        AsyncResult<Boolean> released = held.releaseAsync();
        zk.fail(zk.take("delete").get(0), new ConnectionClosedException("stopped", null, null));
        assertThat(released.failure()).isInstanceOf(ConnectionClosedException.class);
        assertNothingIsLeft();
    }

    @Test
    void theEndOfTheSessionEndsTheRelease() {
        Hold held = hold();
        AsyncResult<Boolean> released = held.releaseAsync();
        assertThat(held.isHeld()).isFalse();
        zk.run();
        assertThat(held.lost().failure()).isInstanceOf(CancelledException.class);
        zk.fail(zk.take("delete").get(0), loss(Outcome.MAYBE_APPLIED));
        zk.fail(zk.take("delete").get(0), new SessionExpiredException("expired", null, null));
        assertThat(released.getNow()).isTrue();
        assertNothingIsLeft();
    }

    /** The timer that would end the pause goes with the handler. */
    @Test
    void aStoppedClientEndsAReleaseThatPauses() {
        Hold held = hold();
        AsyncResult<Boolean> released = held.releaseAsync();
        zk.fail(zk.take("delete").get(0), loss(Outcome.MAYBE_APPLIED));
        zk.fail(zk.take("delete").get(0), loss(Outcome.MAYBE_APPLIED));
        zk.timers.clear();
        zk.state(KazooState.SUSPENDED);
        zk.state(KazooState.LOST);
        zk.run();
        zk.fail(zk.take("delete").get(0), new ConnectionClosedException("stopped", null, null));
        assertThat(released.getNow()).isTrue();
        assertNothingIsLeft();
    }

    @Test
    void theEndOfTheSessionDuringAPauseDoesNotRemoveTwice() {
        Hold held = hold();
        AsyncResult<Boolean> released = held.releaseAsync();
        zk.fail(zk.take("delete").get(0), loss(Outcome.MAYBE_APPLIED));
        zk.fail(zk.take("delete").get(0), loss(Outcome.MAYBE_APPLIED));
        zk.newSession();
        zk.run();
        Call delete = zk.take("delete").get(0);
        zk.fireTimer();
        assertThat(zk.calls).isEmpty();
        zk.fail(delete, new NoNodeException("gone", held.nodePath(), null));
        assertThat(released.getNow()).isTrue();
        assertNothingIsLeft();
    }

    @Test
    void aRefusedReleaseFailsAndIsTriedAgainAllTheSame() {
        Hold held = hold();
        AsyncResult<Boolean> released = held.releaseAsync();
        zk.fail(zk.take("delete").get(0), new NoAuthException("no", held.nodePath(), null));
        assertThat(released.failure()).isInstanceOf(NoAuthException.class);
        zk.fail(zk.take("delete").get(0), new NoAuthException("no", held.nodePath(), null));
        zk.fireTimer();
        zk.succeed(zk.take("delete").get(0), null);
        assertNothingIsLeft();
    }

    @Test
    void cancellingTheReleaseDoesNotStopIt() {
        Hold held = hold();
        assertThat(held.releaseAsync().cancel()).isTrue();
        zk.fail(zk.take("delete").get(0), loss(Outcome.NOT_SENT));
        zk.succeed(zk.take("delete").get(0), null);
        assertNothingIsLeft();
    }

    @Test
    void whatEndsWithTheReleaseHasNoStackTraceButTheCallersCopyHas() {
        Hold held = hold();
        held.releaseAsync();
        assertThat(held.lost().failure())
                .isInstanceOf(CancelledException.class)
                .hasMessage("the lock was released")
                .satisfies(failure -> assertThat(failure.getStackTrace()).isEmpty());
        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(() -> held.lost().getNow())
                .satisfies(copy -> assertThat(copy.getStackTrace()).isNotEmpty());
    }

    /** Neither of them waits for a lane: the thread that reads the reply tells who waits for the release. */
    @Test
    void aConfirmedReleaseNeedsNoLane() {
        Hold held = hold();
        AsyncResult<Boolean> released = held.releaseAsync();
        zk.next("delete").result().succeed(null);
        assertThat(released.getNow()).isTrue();
        assertNothingIsLeft();
    }
}
