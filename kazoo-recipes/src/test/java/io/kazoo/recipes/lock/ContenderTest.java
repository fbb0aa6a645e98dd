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
import io.kazoo.exceptions.KazooInterruptedException;
import io.kazoo.exceptions.LockTimeoutException;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.exceptions.Outcome;
import io.kazoo.exceptions.SessionExpiredException;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.ScriptedClient.Call;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One acquire, event by event, in orders that real servers give only now and then. */
class ContenderTest {
    private static final String AHEAD = "/lock/0123456789abcdef0123456789abcdef__lock__0000000001";

    private final ScriptedClient zk = new ScriptedClient();
    private final Lock lock = Lock.create(zk.client(), "/lock");

    @AfterEach
    void threadIsNotInterrupted() {
        assertThat(Thread.interrupted()).isFalse();
    }

    private static WatchedEvent deleted(String path) {
        return new WatchedEvent(EventType.DELETED, KeeperState.CONNECTED, path, 9);
    }

    /** Answers both requests of an acquire that nobody stands in the way of; returns the own path. */
    private String join(int number, String... ahead) {
        Call create = zk.next("createWithStat");
        Call children = zk.next("getChildren");
        String path = zk.created(create, number, 1);
        String[] all = new String[ahead.length + 1];
        System.arraycopy(ahead, 0, all, 0, ahead.length);
        all[ahead.length] = path;
        zk.children(children, all);
        return path;
    }

    private Hold hold(int number) {
        AsyncResult<Hold> result = lock.async().acquire();
        String path = join(number);
        assertThat(result.getNow().nodePath()).isEqualTo(path);
        return result.getNow();
    }

    private void assertNothingIsLeft() {
        zk.run();
        if (!zk.timers.isEmpty()) {
            assertThat(zk.fireTimer()).as("of the watches of all holds").isEqualTo(Duration.ofMillis(10));
            zk.run();
        }
        assertThat(zk.calls).isEmpty();
        assertThat(zk.listeners).isEmpty();
        assertThat(zk.timers).isEmpty();
        assertThat(lock.async().contending()).isEmpty();
    }

    @Test
    void anUncontendedLockTakesOneRoundTripAndGoesBackInOne() {
        AsyncResult<Hold> result = lock.async().acquire(Duration.ofSeconds(1));
        assertThat(zk.calls.stream().map(Call::operation)).containsExactly("createWithStat", "getChildren");
        String path = join(7);
        Hold held = result.getNow();
        assertThat(held.fencingToken()).isEqualTo(7);
        assertThat(zk.calls).isEmpty();
        AsyncResult<Boolean> released = held.releaseAsync();
        Call delete = zk.take("delete").get(0);
        assertThat(delete.path()).isEqualTo(path);
        zk.succeed(delete, null);
        assertThat(released.getNow()).isTrue();
        assertNothingIsLeft();
    }

    @Test
    void aWaiterWatchesItsPredecessorAlone() {
        AsyncResult<Hold> result = lock.async().acquire();
        String path = join(2, AHEAD);
        Call watch = zk.take("get").get(0);
        assertThat(watch.path()).isEqualTo(AHEAD);
        zk.succeed(watch, data(1, 3));
        zk.fire(watch.watcher(), deleted("/lock/another"));
        zk.fire(watch.watcher(), new WatchedEvent(EventType.NONE, KeeperState.EXPIRED_SESSION, null, -1));
        assertThat(zk.calls).isEmpty();
        zk.fire(watch.watcher(), deleted(AHEAD));
        zk.children(zk.take("getChildren").get(0), path);
        assertThat(result.getNow().isHeld()).isTrue();
    }

    @Test
    void aPredecessorThatIsGoneBeforeItIsWatchedIsLookedForAgain() {
        AsyncResult<Hold> result = lock.async().acquire();
        String path = join(2, AHEAD);
        zk.fail(zk.next("get"), new NoNodeException("gone", AHEAD, null));
        zk.children(zk.take("getChildren").get(0), path);
        assertThat(result.getNow().isHeld()).isTrue();
    }

    @Test
    void afterAReconnectTheOwnNodeIsVerifiedAndRepliesFromBeforeAreStale() {
        AsyncResult<Hold> result = lock.async().acquire();
        String path = join(2, AHEAD);
        Call before = zk.next("get");
        zk.state(KazooState.SUSPENDED);
        zk.state(KazooState.CONNECTED);
        zk.run();
        Call own = zk.take("get").get(0);
        assertThat(own.path()).isEqualTo(path);
        zk.fail(before, new NoNodeException("gone", AHEAD, null));
        assertThat(zk.calls).isEmpty();
        zk.succeed(own, data(2, 1));
        Call watch = zk.take("get").get(0);
        assertThat(watch.path()).isEqualTo(AHEAD);
        assertThat(watch.watcher()).isSameAs(before.watcher());
        zk.fail(watch, new NoNodeException("gone", AHEAD, null));
        zk.children(zk.take("getChildren").get(0), path);
        assertThat(result.getNow().isHeld()).isTrue();
    }

    @Test
    void aNodeThatIsGoneAfterAReconnectIsMadeAgain() {
        lock.async().acquire();
        String path = join(2, AHEAD);
        zk.succeed(zk.next("get"), data(1, 3));
        zk.state(KazooState.SUSPENDED);
        zk.state(KazooState.CONNECTED);
        zk.run();
        zk.fail(zk.take("get").get(0), new NoNodeException("gone", path, null));
        zk.take("createWithStat", "getChildren");
    }

    @Test
    void allWaitersOfALockShareOneWatcher() {
        lock.async().acquire();
        join(2, AHEAD);
        Call first = zk.next("get");
        lock.async().acquire();
        join(3, AHEAD);
        assertThat(zk.next("get").watcher()).isSameAs(first.watcher());
    }

    @Test
    void theLastThatGivesUpTakesTheWatcherOff() {
        AsyncResult<Hold> one = lock.async().acquire();
        join(2, AHEAD);
        zk.take("get");
        AsyncResult<Hold> two = lock.async().acquire();
        join(3, AHEAD);
        one.cancel();
        zk.run();
        assertThat(zk.unwatched).as("another waits for the same node").isEmpty();
        two.cancel();
        zk.run();
        assertThat(zk.unwatched).containsExactly(AHEAD);
    }

    @Test
    void whoHasNobodyAheadTakesNothingOff() {
        hold(2).releaseAsync();
        lock.async().acquire().cancel();
        zk.run();
        assertThat(zk.unwatched).isEmpty();
    }

    @Test
    void aNodeOfTheSessionBeforeIsNoHold() {
        AsyncResult<Hold> result = lock.async().acquire();
        Call create = zk.next("createWithStat");
        Call children = zk.next("getChildren");
        zk.newSession();
        zk.run();
        String old = zk.created(create, 1, 1);
        assertThat(result.isDone()).isFalse();
        List<Call> calls = zk.take("delete", "createWithStat", "getChildren");
        assertThat(calls.get(0).path()).isEqualTo(old);
        assertThat(calls.get(1).path()).isNotEqualTo(create.path());
        zk.children(children, old);
        String path = zk.created(calls.get(1), 2, 2);
        zk.children(calls.get(2), path);
        assertThat(result.getNow().isHeld()).isTrue();
    }

    @Test
    void aNodeOfTheNewSessionIsKept() {
        AsyncResult<Hold> result = lock.async().acquire();
        Call create = zk.next("createWithStat");
        Call children = zk.next("getChildren");
        zk.newSession();
        zk.run();
        String path = zk.created(create, 1, 2);
        zk.children(children, path);
        assertThat(result.getNow().isHeld()).isTrue();
        assertThat(zk.calls).isEmpty();
    }

    @Test
    void aLostReplyIsLookedForWithTheLeadersEyes() {
        AsyncResult<Hold> result = lock.async().acquire();
        Call create = zk.next("createWithStat");
        zk.fail(zk.next("getChildren"), loss(Outcome.MAYBE_APPLIED));
        zk.fail(create, new CompletionException(loss(Outcome.MAYBE_APPLIED)));
        zk.succeed(zk.take("sync").get(0), "/lock");
        String path = create.path() + "0000000005";
        zk.children(zk.take("getChildren").get(0), AHEAD, path);
        zk.succeed(zk.take("get").get(0), data(5, 1));
        zk.children(zk.take("getChildren").get(0), path);
        assertThat(result.getNow().fencingToken()).isEqualTo(5);
    }

    @Test
    void aCreateThatWasNotAppliedIsRepeatedOnlyAfterLooking() {
        lock.async().acquire();
        zk.fail(zk.next("createWithStat"), loss(Outcome.MAYBE_APPLIED));
        zk.next("getChildren");
        zk.succeed(zk.take("sync").get(0), "/lock");
        zk.children(zk.take("getChildren").get(0), AHEAD);
        zk.take("createWithStat", "getChildren");
    }

    @Test
    void withoutEphemeralNodesAnExpiredSessionLeavesTheOutcomeOpenToo() {
        Lock lasting = Lock.create(zk.client(), "/lock", LockOptions.defaults().withEphemeral(false));
        lasting.async().acquire();
        Call create = zk.take("createWithStat", "getChildren").get(0);
        zk.fail(create, new SessionExpiredException("expired", null, null));
        zk.take("sync");
    }

    @Test
    void whatWasNotSentIsSentAgainAtOnceAndThenAfterPauses() {
        lock.async().acquire();
        zk.fail(zk.take("createWithStat", "getChildren").get(0), loss(Outcome.NOT_SENT));
        zk.fail(zk.take("createWithStat", "getChildren").get(0), loss(Outcome.NOT_SENT));
        assertThat(zk.calls).isEmpty();
        Duration first = zk.fireTimer();
        zk.fail(zk.take("createWithStat", "getChildren").get(0), new SessionExpiredException("expired", null, null));
        assertThat(zk.fireTimer()).isEqualTo(first.multipliedBy(2));
        zk.take("createWithStat", "getChildren");
    }

    @Test
    void cancelledBeforeTheReplyItRemovesWhatTheReplyNames() {
        AsyncResult<Hold> result = lock.async().acquire(Duration.ofSeconds(1));
        assertThat(result.cancel()).isTrue();
        zk.run();
        assertThat(zk.listeners).isEmpty();
        assertThat(zk.timers).isEmpty();
        String path = zk.created(zk.take("createWithStat", "getChildren").get(0), 1, 1);
        Call delete = zk.take("delete").get(0);
        assertThat(delete.path()).isEqualTo(path);
        zk.succeed(delete, null);
        assertThat(result.failure()).isInstanceOf(CancelledException.class);
        assertNothingIsLeft();
    }

    @Test
    void cancelledBetweenTheReplyAndTheGrantItRemovesItsNode() {
        AsyncResult<Hold> result = lock.async().acquire();
        Call create = zk.next("createWithStat");
        Call children = zk.next("getChildren");
        String path = zk.created(create, 1, 1);
        lock.async()
                .context
                .lane()
                .execute(
                        () -> { // so that what the reply sets off waits
                            children.result().succeed(List.of(path.substring("/lock/".length())));
                            assertThat(result.cancel()).isTrue();
                        });
        assertThat(result.failure()).isInstanceOf(CancelledException.class);
        zk.succeed(zk.take("delete").get(0), null);
        assertNothingIsLeft();
    }

    @Test
    void cancelledWithAnUnknownOutcomeItSearches() {
        AsyncResult<Hold> result = lock.async().acquire();
        result.cancel();
        Call create = zk.take("createWithStat", "getChildren").get(0);
        zk.fail(create, loss(Outcome.MAYBE_APPLIED));
        zk.fail(zk.take("sync").get(0), loss(Outcome.NOT_SENT));
        zk.succeed(zk.take("sync").get(0), "/lock");
        zk.children(zk.take("getChildren").get(0), AHEAD, create.path() + "0000000004");
        Call delete = zk.take("delete").get(0);
        assertThat(delete.path()).isEqualTo(create.path() + "0000000004");
        zk.succeed(delete, null);
        assertNothingIsLeft();
    }

    @Test
    void cancelledWhileItSearchesItGoesOnSearching() {
        AsyncResult<Hold> result = lock.async().acquire();
        Call create = zk.take("createWithStat", "getChildren").get(0);
        zk.fail(create, loss(Outcome.MAYBE_APPLIED));
        zk.take("sync");
        result.cancel();
        zk.run();
        zk.succeed(zk.take("sync").get(0), "/lock");
        zk.fail(zk.take("getChildren").get(0), new NoNodeException("no lock", "/lock", null));
        assertNothingIsLeft();
    }

    @Test
    void cancelledWithNothingSentItHasNothingToDo() {
        lock.async().acquire();
        lock.cancel();
        zk.fail(zk.take("createWithStat", "getChildren").get(0), loss(Outcome.NOT_SENT));
        assertNothingIsLeft();
    }

    @Test
    void theTimeoutEndsTheWait() {
        AsyncResult<Hold> result = lock.async().acquire(Duration.ofSeconds(3));
        join(2, AHEAD);
        Call watch = zk.take("get").get(0);
        assertThat(zk.fireTimer()).isEqualTo(Duration.ofSeconds(3));
        assertThat(result.failure()).isInstanceOf(LockTimeoutException.class);
        zk.succeed(watch, data(1, 3));
        zk.fire(watch.watcher(), deleted(AHEAD));
        zk.succeed(zk.take("delete").get(0), null);
        assertThat(zk.unwatched).containsExactly(AHEAD);
        assertNothingIsLeft();
    }

    @Test
    void aTimeoutThatIsFasterThanTheAcquireLeavesNothingBehind() {
        zk.whenTimerIsSet = zk::fireTimer;
        AsyncResult<Hold> result = lock.async().acquire(Duration.ZERO);
        assertThat(result.failure()).isInstanceOf(LockTimeoutException.class);
        assertNothingIsLeft();
    }

    @Test
    void aCancelThatIsFasterThanTheAcquireLeavesNothingBehind() {
        zk.whenTimerIsSet = () -> {
            lock.cancel();
            zk.run();
        };
        AsyncResult<Hold> result = lock.async().acquire(Duration.ofSeconds(1));
        assertThat(result.failure()).isInstanceOf(CancelledException.class);
        assertNothingIsLeft();
    }

    @Test
    void aStoppedClientEndsTheWaitOfALockThatIsNotEphemeralToo() {
        Lock lasting = Lock.create(zk.client(), "/lock", LockOptions.defaults().withEphemeral(false));
        AsyncResult<Hold> result = lasting.async().acquire();
        join(2, AHEAD);
        zk.succeed(zk.take("get").get(0), data(1, 3));
        zk.state(KazooState.LOST);
        zk.run();
        zk.fail(zk.take("sync", "getChildren").get(1), new ConnectionClosedException("stopped", null, null));
        assertThat(result.failure()).isInstanceOf(ConnectionClosedException.class);
        zk.fail(zk.take("delete").get(0), new ConnectionClosedException("stopped", null, null));
        assertNothingIsLeft();
    }

    /** The timer that would end the pause goes with the handler. */
    @Test
    void aStoppedClientEndsAPauseBeforeThereIsANode() {
        Lock lasting = Lock.create(zk.client(), "/lock", LockOptions.defaults().withEphemeral(false));
        AsyncResult<Hold> result = lasting.async().acquire();
        zk.fail(zk.take("createWithStat", "getChildren").get(0), loss(Outcome.NOT_SENT));
        zk.fail(zk.take("createWithStat", "getChildren").get(0), loss(Outcome.NOT_SENT));
        zk.timers.clear();
        zk.state(KazooState.LOST);
        zk.run();
        zk.fail(zk.take("createWithStat", "getChildren").get(0), new ConnectionClosedException("stopped", null, null));
        zk.fail(zk.take("sync").get(0), new ConnectionClosedException("stopped", null, null));
        assertThat(result.failure()).isInstanceOf(ConnectionClosedException.class);
        assertNothingIsLeft();
    }

    /** Its node, if it was made, did not go with the session. */
    @Test
    void theEndOfTheSessionLeavesALostReplyOpenIfTheLockIsNotEphemeral() {
        Lock lasting = Lock.create(zk.client(), "/lock", LockOptions.defaults().withEphemeral(false));
        AsyncResult<Hold> result = lasting.async().acquire();
        Call create = zk.take("createWithStat", "getChildren").get(0);
        zk.fail(create, loss(Outcome.MAYBE_APPLIED));
        zk.take("sync");
        zk.newSession();
        zk.run();
        zk.succeed(zk.take("sync").get(0), "/lock");
        String path = create.path() + "0000000005";
        zk.children(zk.take("getChildren").get(0), path);
        zk.succeed(zk.take("get").get(0), data(5, 0));
        zk.children(zk.take("getChildren").get(0), path);
        assertThat(result.getNow().nodePath()).isEqualTo(path);
    }

    @Test
    void aTryIsRefusedOnlyWhenItsNodeIsGone() {
        AsyncResult<Optional<Hold>> result = lock.async().tryAcquire();
        join(2, AHEAD);
        Call delete = zk.take("delete").get(0);
        assertThat(result.isDone()).isFalse();
        zk.succeed(delete, null);
        assertThat(result.getNow()).isEmpty();
        assertNothingIsLeft();
    }

    /** The interrupt comes after the lock was granted and before the waiting thread has noticed. */
    @Test
    void anInterruptThatMeetsTheGrantGivesTheLockBack() {
        zk.whileWaiting = () -> join(1);
        assertThatExceptionOfType(KazooInterruptedException.class).isThrownBy(lock::acquire);
        assertThat(Thread.interrupted()).isTrue();
        zk.run();
        zk.succeed(zk.take("delete").get(0), null);
        assertNothingIsLeft();
    }

    @Test
    void anInterruptThatMeetsTheGrantOfATryGivesTheLockBack() {
        zk.whileWaiting = () -> join(1);
        assertThatExceptionOfType(KazooInterruptedException.class).isThrownBy(lock::tryAcquire);
        assertThat(Thread.interrupted()).isTrue();
        zk.run();
        zk.succeed(zk.take("delete").get(0), null);
        assertNothingIsLeft();
    }

    @Test
    void anInterruptedReleaseGoesOn() {
        Hold held = hold(1);
        assertThatExceptionOfType(KazooInterruptedException.class).isThrownBy(held::release);
        assertThat(Thread.interrupted()).isTrue();
        zk.fail(zk.take("delete").get(0), loss(Outcome.MAYBE_APPLIED));
        zk.fail(zk.take("delete").get(0), new NoNodeException("gone", held.nodePath(), null));
        assertNothingIsLeft();
    }

    @Test
    void allContendersOfALockShareOneListener() {
        Hold first = hold(1);
        AsyncResult<Hold> second = lock.async().acquire();
        join(2, first.nodePath());
        zk.take("get");
        AsyncResult<Hold> third = lock.async().acquire();
        join(3, first.nodePath());
        assertThat(zk.listeners).hasSize(1);
        first.releaseAsync();
        second.cancel();
        zk.run();
        assertThat(zk.listeners).hasSize(1);
        third.cancel();
        zk.run();
        assertThat(zk.listeners).isEmpty();
    }
}
