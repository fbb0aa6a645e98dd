package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.LockTimeoutException;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.Lock;
import io.kazoo.recipes.lock.LockOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How a lock is taken and given back while nothing fails. Other than in kazoo, what is held is a handle: where kazoo
 * answers true, there is one; where it answers false, there is none, or {@link LockTimeoutException}.
 */
public abstract class LockContract extends LockScenario {
    private static final Duration SHORT = Duration.ofMillis(150);

    private KazooClient client;
    private Lock lock;

    /** For subclasses. */
    protected LockContract() {}

    @BeforeEach
    void start() {
        client = startClient();
        lock = lockOf(client, "one");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT170")
    void anyThreadMayGiveItBack(LockFace face) throws Exception {
        Hold held = face.acquire(lock);
        assertThat(face.contenders(lock)).containsExactly("one");
        assertThat(held.isHeld()).isTrue();
        resultOf(inBackground(() -> {
            face.release(held);
            return true;
        }));
        assertThat(held.isHeld()).isFalse();
        assertThat(names()).as("gone when release returns").isEmpty();
        awaitNothingLeft();
    }

    /** The directory is made with all its parents, and again if it is removed between two holds (kazoo issue 61). */
    @ParameterizedTest
    @EnumSource
    @Tag("KT174")
    void theFirstAcquireMakesTheDirectory(LockFace face) {
        assertThat(observer().exists("/some")).isEmpty();
        face.release(face.acquire(lock));
        observer().deleteRecursive("/some");
        face.release(face.acquire(lock, LIMIT));
        observer().deleteRecursive("/some");
        face.release(face.tryAcquire(lock).orElseThrow());
        assertThat(observer().get(PATH).data()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT173")
    void aTryThatIsRefusedLeavesNothing(LockFace face) {
        Hold other = lockOf(observer(), "other").acquire();
        for (int i = 0; i < 5; i++) {
            assertThat(face.tryAcquire(lock)).isEmpty();
            assertThat(names()).as("gone when the call returns").hasSize(1);
        }
        assertThat(watches()).as("a try watches nobody").isSubsetOf(other.nodePath());
        other.release();
        face.release(face.tryAcquire(lock).orElseThrow());
        awaitNothingLeft();
    }

    /** Somebody who waits has precedence, too. */
    @Test
    void aTryDoesNotOvertake() throws Exception {
        Hold other = lockOf(observer(), "other").acquire();
        AsyncResult<Hold> waiter = lock.async().acquire();
        awaitContenders(2);
        assertThat(lock.tryAcquire()).isEmpty();
        other.release();
        waiter.get(LIMIT).release();
        awaitNothingLeft();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT175")
    void cancelEndsThoseWhoWaitOnThisObject(LockFace face) throws Exception {
        Hold held = lock.acquire();
        AsyncResult<Hold> elsewhere = lockOf(client, "elsewhere").async().acquire();
        CompletableFuture<Hold> first = inBackground(() -> face.acquire(lock));
        CompletableFuture<Hold> second = inBackground(() -> face.acquire(lock, LIMIT));
        awaitContenders(4);
        lock.cancel();
        assertThat(first).failsWithin(LIMIT).withThrowableThat().withCauseInstanceOf(CancelledException.class);
        assertThat(second).failsWithin(LIMIT).withThrowableThat().withCauseInstanceOf(CancelledException.class);
        awaitContenders(2);
        assertThat(held.isHeld()).isTrue();
        assertThat(elsewhere.isDone()).isFalse();
        AsyncResult<Hold> later = lock.async().acquire();
        held.release();
        elsewhere.get(LIMIT).release();
        later.get(LIMIT).release();
        awaitNothingLeft();
    }

    @Test
    void cancellingTheResultEndsTheWait() {
        Hold held = lock.acquire();
        AsyncResult<Hold> waiter = lock.async().acquire();
        awaitContenders(2);
        assertThat(waiter.cancel()).isTrue();
        assertThat(failureOf(waiter)).isInstanceOf(CancelledException.class);
        awaitOnly(held);
        held.release();
        awaitNothingLeft();
    }

    /** In kazoo the second acquire answers False; here it waits behind the first, until its time is up. */
    @ParameterizedTest
    @EnumSource
    @Tag("KT176")
    void theSameObjectWaitsForItself(LockFace face) {
        Hold held = face.acquire(lock);
        assertThatExceptionOfType(LockTimeoutException.class).isThrownBy(() -> face.acquire(lock, SHORT));
        assertThat(held.isHeld()).isTrue();
        awaitOnly(held);
        AsyncResult<Hold> second = lock.async().acquire();
        awaitContenders(2);
        face.release(held);
        assertThat(second.get(LIMIT).isHeld()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT177")
    void theSameThreadIsRefusedAsAnyOther(LockFace face) {
        Hold held = face.acquire(lock);
        assertThat(face.tryAcquire(lock)).isEmpty();
        assertThat(held.isHeld()).isTrue();
        awaitOnly(held);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT180")
    void oneObjectServesManyHolds(LockFace face) {
        for (int i = 0; i < 3; i++) {
            face.release(face.acquire(lock));
            face.release(face.tryAcquire(lock).orElseThrow());
        }
        awaitNothingLeft();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT181")
    void withoutEphemeralNodesItOutlivesTheClient(LockFace face) {
        Lock lasting = Lock.create(client, PATH, LockOptions.defaults().withEphemeral(false));
        Hold held = face.acquire(lasting);
        client.stop();
        assertThat(observer().get(held.nodePath()).stat().ephemeralOwner()).isZero();
        assertThat(lockOf(observer(), "other").tryAcquire()).isEmpty();
        assertThat(held.isHeld()).isTrue();
        client.start(LIMIT);
        face.release(held);
        awaitNothingLeft();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT182")
    void theWaitEndsInTime(LockFace face) {
        Hold other = lockOf(observer(), "other").acquire();
        for (int i = 0; i < 3; i++) {
            long began = System.nanoTime();
            assertThatExceptionOfType(LockTimeoutException.class)
                    .isThrownBy(() -> face.acquire(lock, SHORT))
                    .withMessageContaining(PATH);
            assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(SHORT.toNanos());
        }
        awaitOnly(other);
        other.release();
        face.acquire(lock, LIMIT).release();
        awaitNothingLeft();
    }

    /** A thousand acquires whose time is up before, while and after they ask: none leaves anything in the queue. */
    @Test
    void noTimeIsTooShortToCleanUp() {
        for (int i = 0; i < 1000; i++) {
            AsyncResult<Hold> result = lock.async().acquire(Duration.ofNanos(i * 1000L));
            assertThat(result.await(LIMIT)).isTrue();
            if (result.isSuccessful()) {
                result.getNow().releaseAsync();
            } else {
                assertThat(result.failure()).isInstanceOf(LockTimeoutException.class);
            }
        }
        awaitNothingLeft();
        assertThatExceptionOfType(LockTimeoutException.class).isThrownBy(() -> lock.acquire(Duration.ZERO));
        awaitNothingLeft();
    }

    @Test
    void whatIsCancelledAtOnceLeavesNothing() {
        for (int i = 0; i < 200; i++) {
            AsyncResult<Hold> result = lock.async().acquire();
            assertThat(result.cancel() || result.isSuccessful()).isTrue();
            if (result.isSuccessful()) {
                result.getNow().releaseAsync();
            }
            AsyncResult<Optional<Hold>> tried = lock.async().tryAcquire();
            if (!tried.cancel()) {
                tried.getNow().ifPresent(Hold::releaseAsync);
            }
        }
        awaitNothingLeft();
    }

    /** However often a wait is given up, no watch is left on the node it waited for (kazoo issue 175). */
    @Test
    void waitsThatAreGivenUpLeaveNoWatches() {
        Hold other = lockOf(observer(), "other").acquire();
        awaitWatched(other.nodePath());
        for (int i = 0; i < 20; i++) {
            AsyncResult<Hold> waiter = lock.async().acquire();
            awaitContenders(2);
            eventually(() -> assertThat(watches()).containsExactly(other.nodePath(), other.nodePath()));
            waiter.cancel();
            awaitOnly(other);
            eventually(() -> assertThat(watches()).as("the holder's").containsExactly(other.nodePath()));
        }
        other.release();
        awaitNothingLeft();
    }

    @Test
    void contendersAreListedFirstComeFirst() {
        assertThat(lock.contenders()).as("no directory").isEmpty();
        Hold held = lock.acquire();
        lockOf(client, "zwei").async().acquire();
        awaitContenders(2);
        lockOf(observer(), "drei – ü").async().acquire();
        awaitContenders(3);
        observer().create(PATH + "/" + "0".repeat(32) + "__lock__0000000004", null);
        observer().create(PATH + "/" + "0".repeat(32) + "__lock__0000000005", new byte[0]);
        for (LockFace face : LockFace.values()) {
            assertThat(face.contenders(lock)).containsExactly("one", "zwei", "drei – ü", "");
        }
        assertThat(held.isHeld()).isTrue();
    }

    @Test
    void thePathIsBelowTheChroot() {
        assertThat(Lock.create(client, "some/lock").path()).isEqualTo(PATH);
        assertThat(lock.async().path()).isEqualTo(PATH);
        assertThatIllegalArgumentException().isThrownBy(() -> Lock.create(client, "/a/../b"));
        try (Hold root = Lock.create(client, "/").acquire()) {
            assertThat(root.nodePath()).matches("/[0-9a-f]{32}__lock__\\d{10}");
            assertThat(List.of(root.nodePath().substring(1)))
                    .isEqualTo(observer().getChildren("/"));
        }
        assertThat(observer().getChildren("/")).isEmpty();
    }
}
