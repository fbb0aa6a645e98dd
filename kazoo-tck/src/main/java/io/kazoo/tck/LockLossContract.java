package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.AsyncResult;
import io.kazoo.ClientId;
import io.kazoo.CreateMode;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.LockTimeoutException;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.Lock;
import io.kazoo.recipes.lock.LockOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who holds or waits and loses its session, its node or its client: holders hear of it, waiters go on. (In kazoo a lock
 * stays acquired for ever, whatever happens to its node.)
 */
public abstract class LockLossContract extends LockScenario {
    private static final int GET = 4;

    private KazooClient client;
    private Lock lock;

    /** For subclasses. */
    protected LockLossContract() {}

    @BeforeEach
    void start() {
        client = startProxied();
        lock = lockOf(client, "one");
    }

    /** Returns when the client has a new session. */
    private void loseSession() {
        ClientId session = sessionOf(client);
        expire(client);
        eventually(() -> assertThat(client.clientId()).isPresent().get().isNotEqualTo(session));
    }

    private static void assertLost(Hold held) {
        assertThat(held.lost().get(LIMIT)).isNull();
        assertThat(held.isHeld()).isFalse();
        assertThat(held.releaseAsync().get(LIMIT)).isFalse();
        held.close();
    }

    /** The waiter is of the same session here: it joins again, and has the lock before the loser gives it back. */
    @ParameterizedTest
    @EnumSource
    @Tag("KT172")
    void aWaiterOutlivesItsSession(LockFace face) throws Exception {
        Hold held = face.acquire(lock);
        CompletableFuture<Hold> waiter = inBackground(() -> face.acquire(lock));
        awaitContenders(2);
        expire(client);
        Hold next = resultOf(waiter);
        assertLost(held);
        assertThat(next.isHeld()).isTrue();
        assertThat(next.fencingToken()).isGreaterThan(held.fencingToken());
        awaitOnly(next);
        face.release(next);
        awaitNothingLeft();
    }

    @Test
    void aWaiterThatLosesItsSessionJoinsAtTheEnd() {
        Hold other = lockOf(observer(), "other").acquire();
        AsyncResult<Hold> waiter = lock.async().acquire();
        awaitContenders(2);
        AsyncResult<Hold> behind = lockOf(observer(), "behind").async().acquire();
        awaitContenders(3);
        expire(client);
        eventually(() -> assertThat(lockOf(observer(), "").contenders()).containsExactly("other", "behind", "one"));
        other.release();
        Hold second = behind.get(LIMIT);
        assertThat(waiter.isDone()).isFalse();
        second.release();
        waiter.get(LIMIT).release();
        awaitNothingLeft();
    }

    /** The time is that of the whole acquire (kazoo begins anew with every try). */
    @Test
    void anotherSessionIsNoNewDeadline() {
        Duration timeout = Duration.ofMillis(1200);
        Lock others = lockOf(observer(), "other");
        Hold other = others.acquire();
        AsyncResult<Hold> waiter = lock.async().acquire(timeout);
        awaitContenders(2);
        loseSession();
        AsyncResult<Hold> later = others.async().acquire(timeout);
        loseSession();
        assertThat(failureOf(later)).isInstanceOf(LockTimeoutException.class);
        assertThat(waiter.isDone()).isTrue();
        assertThat(failureOf(waiter)).isInstanceOf(LockTimeoutException.class);
        awaitOnly(other);
    }

    /** Before the own node is watched, and after. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNodeThatSomebodyDeletesIsALoss(boolean watched) {
        Hold held = lock.acquire();
        if (watched) {
            awaitWatched(held.nodePath());
        }
        observer().delete(held.nodePath());
        assertLost(held);
        awaitNothingLeft();
    }

    @Test
    void aNodeThatIsWrittenToIsNone() {
        Hold held = lock.acquire();
        for (int i = 0; i < 3; i++) {
            awaitWatched(held.nodePath());
            observer().set(held.nodePath(), new byte[] {1});
        }
        awaitWatched(held.nodePath());
        assertThat(held.isHeld()).isTrue();
        observer().delete(held.nodePath());
        assertLost(held);
    }

    @Test
    void anotherNodeOfTheSameNameIsNotTheOwn() {
        Hold held = lock.acquire();
        disconnect(client);
        observer().delete(held.nodePath());
        observer().create(held.nodePath(), new byte[0], CreateMode.EPHEMERAL);
        assertThat(held.isHeld()).as("as far as it can know").isTrue();
        proxy().heal();
        assertLost(held);
        assertThat(observer().exists(held.nodePath())).as("not its own").isPresent();
    }

    /** The connection is lost just when the own node begins to be watched, so no watch tells of it. */
    @Test
    void aNodeThatVanishesUnwatchedIsALoss() throws Exception {
        proxy().refuseConnections(true);
        CompletableFuture<Void> dropped = proxy().dropReply(GET);
        Hold held = lock.acquire();
        resultOf(dropped);
        awaitState(client, KazooState.SUSPENDED);
        observer().delete(held.nodePath());
        assertThat(held.isHeld()).as("as far as it can know").isTrue();
        proxy().heal();
        assertLost(held);
        awaitNothingLeft();
    }

    /** By its own clock, while nobody can tell it. */
    @Test
    void aHolderThatIsCutOffGivesUp() {
        KazooClient cutOff = startClient(builder -> builder.hosts(proxied()).sessionTimeout(Duration.ofSeconds(1)));
        Hold held = lockOf(cutOff, "cut off").acquire();
        AsyncResult<Hold> waiter = lockOf(observer(), "waiter").async().acquire();
        awaitContenders(2);
        proxy().blackhole(true);
        assertLost(held);
        assertThat(cutOff.state()).isEqualTo(KazooState.LOST);
        Hold next = waiter.get(LIMIT);
        assertThat(next.fencingToken()).isGreaterThan(held.fencingToken());
        proxy().cut();
        proxy().heal();
        awaitState(cutOff, KazooState.CONNECTED);
        assertThat(held.isHeld()).as("it never comes back").isFalse();
        awaitOnly(next);
    }

    @Test
    void withoutEphemeralNodesItOutlivesTheSession() {
        Lock lasting = Lock.create(client, PATH, LockOptions.defaults().withEphemeral(false));
        Hold held = lasting.acquire();
        AsyncResult<Hold> waiter = lasting.async().acquire();
        awaitContenders(2);
        loseSession();
        assertThat(held.isHeld()).isTrue();
        assertThat(held.lost().isDone()).isFalse();
        awaitContenders(2);
        held.release();
        waiter.get(LIMIT).release();
        awaitNothingLeft();
    }

    /** The whole directory, with everybody in it. */
    @Test
    void aDirectoryThatVanishesIsMadeAgain() {
        Hold other = lockOf(observer(), "other").acquire();
        AsyncResult<Hold> waiter = lock.async().acquire();
        awaitContenders(2);
        disconnect(client);
        observer().deleteRecursive("/some");
        proxy().heal();
        Hold next = waiter.get(LIMIT);
        assertLost(other);
        awaitOnly(next);
        next.release();
        awaitNothingLeft();
    }

    /** Its successor must not take it for the holder that left, and itself it joins again when it finds out. */
    @Test
    void aWaiterWhoseNodeVanishesLosesItsPlaceOnly() {
        Hold held = lockOf(observer(), "first").acquire();
        AsyncResult<Hold> second = lock.async().acquire();
        awaitContenders(2);
        String node = names().stream()
                .filter(name -> !held.nodePath().endsWith(name))
                .findFirst()
                .orElseThrow();
        AsyncResult<Hold> third = lockOf(startClient(), "third").async().acquire();
        awaitWatched(PATH + "/" + node);
        observer().delete(PATH + "/" + node);
        eventually(
                () -> assertThat(watches()).filteredOn(held.nodePath()::equals).hasSize(3));
        assertThat(third.isDone()).isFalse();
        held.release();
        Hold next = third.get(LIMIT);
        awaitContenders(2);
        assertThat(second.isDone()).isFalse();
        next.release();
        second.get(LIMIT).release();
        awaitNothingLeft();
    }

    @ParameterizedTest
    @EnumSource
    void aStoppedClientEndsTheWait(LockFace face) {
        assertThatExceptionOfType(ConnectionClosedException.class)
                .isThrownBy(() -> face.acquire(lockOf(newClient(builder -> builder), "not started")));
        Hold other = lockOf(observer(), "other").acquire();
        CompletableFuture<Hold> waiter = inBackground(() -> face.acquire(lock));
        awaitContenders(2);
        client.stop();
        assertThat(waiter).failsWithin(LIMIT).withThrowableThat().withCauseInstanceOf(ConnectionClosedException.class);
        awaitOnly(other);
        client.start(LIMIT);
        assertThat(face.tryAcquire(lock)).isEmpty();
        other.release();
        face.release(face.acquire(lock));
        awaitNothingLeft();
    }

    @Test
    void aStoppedClientLosesWhatItHolds() {
        Hold held = lock.acquire();
        client.stop();
        assertLost(held);
        awaitOnly();
        client.start(LIMIT);
        assertThat(held.isHeld()).isFalse();
    }
}
