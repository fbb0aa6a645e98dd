package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.ConfigurationException;
import io.kazoo.exceptions.KazooInterruptedException;
import io.kazoo.exceptions.LockTimeoutException;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.LockOptions;
import io.kazoo.recipes.lock.Semaphore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a semaphore promises while nothing fails. */
public abstract class SemaphoreContract extends SemaphoreScenario {
    private static final Duration SOON = Duration.ofMillis(300);

    private KazooClient client;

    /** For subclasses. */
    protected SemaphoreContract() {}

    @BeforeEach
    void start() {
        client = startClient();
    }

    @Test
    @Tag("KT186")
    void aLeaseIsTakenAndGivenBack() {
        Semaphore semaphore = semaphoreOf(client, "one", 1);
        try (Hold held = semaphore.acquire()) {
            assertThat(held.isHeld()).isTrue();
            assertThat(held.nodePath()).startsWith(PATH + "/");
            assertThat(held.fencingToken())
                    .isEqualTo(observer().get(held.nodePath()).stat().czxid());
            awaitOnly(held);
        }
        awaitNothingLeft(client);
    }

    @Test
    @Tag("KT187")
    void theSecondWaitsForTheFirst() throws Exception {
        Hold first = semaphoreOf(observer(), "first", 1).acquire();
        CompletableFuture<Hold> second =
                inBackground(() -> semaphoreOf(client, "second", 1).acquire());
        awaitQueue(1);
        awaitWatching(client);
        assertThat(second.isDone()).isFalse();
        first.release();
        Hold held = resultOf(second);
        assertThat(semaphoreOf(client, "", 1).leaseHolders()).containsExactly("second");
        held.release();
        awaitNothingLeft(client);
    }

    @Test
    @Tag("KT188")
    void whatIsTriedIsRefusedWhenAllAreTaken() {
        Optional<Hold> first = tryUntilNobodyCounts(semaphoreOf(client, "first", 2));
        Optional<Hold> second = tryUntilNobodyCounts(semaphoreOf(observer(), "second", 2));
        Semaphore third = semaphoreOf(client, "third", 2);
        awaitQueue(0);
        assertThat(third.tryAcquire()).isEmpty();
        assertThat(third.leaseHolders()).containsExactlyInAnyOrder("first", "second");
        awaitOnly(first.orElseThrow(), second.orElseThrow());
        first.orElseThrow().release();
        Hold held = tryUntilNobodyCounts(third).orElseThrow();
        held.release();
        second.orElseThrow().release();
        awaitNothingLeft(client);
    }

    /** The one before lets others count just after it has got its lease. */
    private Optional<Hold> tryUntilNobodyCounts(Semaphore semaphore) {
        awaitQueue(0);
        return semaphore.tryAcquire();
    }

    /** In kazoo a semaphore may be released that was never acquired; here there is no handle then, only nothing to cancel. */
    @Test
    @Tag("KT189")
    void whatWasNeverAcquiredCanBeCancelled() {
        Semaphore semaphore = semaphoreOf(client, "one", 1);
        semaphore.cancel();
        Hold held = semaphore.acquire();
        semaphore.cancel();
        assertThat(held.isHeld()).isTrue();
        awaitOnly(held);
    }

    @Test
    @Tag("KT190")
    void anybodySeesWhoHolds() {
        Semaphore other = semaphoreOf(observer(), "observer", 3);
        assertThat(other.leaseHolders()).as("there is no node yet").isEmpty();
        Hold first = semaphoreOf(client, "fred", 3).acquire();
        Hold second = semaphoreOf(client, "george", 3).acquire();
        assertThat(other.leaseHolders()).containsExactlyInAnyOrder("fred", "george");
        first.release();
        second.release();
        awaitNothingLeft(client);
    }

    /** One waits for a free lease, the other to be the one who counts (kazoo does not cancel that one). */
    @Test
    @Tag("KT191")
    void whoWaitsCanBeCancelled() {
        Hold other = semaphoreOf(observer(), "other", 1).acquire();
        awaitQueue(0);
        Semaphore semaphore = semaphoreOf(client, "one", 1);
        AsyncResult<Hold> counting = semaphore.async().acquire();
        AsyncResult<Hold> queueing = semaphore.async().acquire();
        awaitQueue(2);
        semaphore.cancel();
        assertThat(failureOf(counting)).isInstanceOf(CancelledException.class);
        assertThat(failureOf(queueing)).isInstanceOf(CancelledException.class);
        awaitOnly(other);
        other.release();
        awaitNothingLeft(client);
    }

    /** In kazoo the second acquire shares the lease; here each has its own, and giving one back twice harms nobody. */
    @Test
    @Tag("KT192")
    void everyAcquireHasALeaseOfItsOwn() {
        Semaphore semaphore = semaphoreOf(client, "one", 2);
        Hold first = semaphore.acquire();
        Hold second = semaphore.acquire();
        assertThat(second.nodePath()).isNotEqualTo(first.nodePath());
        assertThat(first.releaseAsync().get(LIMIT)).isTrue();
        assertThat(first.releaseAsync().get(LIMIT)).isFalse();
        awaitOnly(second);
        second.release();
        awaitNothingLeft(client);
    }

    @Test
    @Tag("KT194")
    void anotherNumberOfLeasesIsAnError() {
        semaphoreOf(observer(), "other", 1).acquire().release();
        Semaphore wrong = semaphoreOf(client, "one", 2);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(wrong::acquire)
                .withMessageContaining("1")
                .withMessageContaining("2");
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(wrong::tryAcquire);
        awaitNothingLeft(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a$", "2 leases", "\u0662"})
    @Tag("KT195")
    void whatIsNoNumberIsNoError(String data) {
        observer().ensurePath(PATH);
        observer().set(PATH, data.getBytes(StandardCharsets.UTF_8));
        Hold held = semaphoreOf(client, "one", 3).acquire();
        awaitOnly(held);
        held.release();
        observer().set(PATH, null);
        semaphoreOf(client, "one", 3).acquire().release();
        awaitNothingLeft(client);
    }

    @Test
    @Tag("KT196")
    void oneObjectMayAcquireAgain() {
        Semaphore semaphore = semaphoreOf(client, "one", 1);
        for (int i = 0; i < 3; i++) {
            try (Hold held = semaphore.acquire()) {
                assertThat(held.isHeld()).isTrue();
            }
        }
        awaitNothingLeft(client);
    }

    @Test
    @Tag("KT197")
    void whatWasCancelledMayBeAcquiredLater() {
        Hold other = semaphoreOf(observer(), "other", 1).acquire();
        Semaphore semaphore = semaphoreOf(client, "one", 1);
        AsyncResult<Hold> waiter = semaphore.async().acquire();
        awaitWatching(client);
        semaphore.cancel();
        assertThat(failureOf(waiter)).isInstanceOf(CancelledException.class);
        other.release();
        semaphore.acquire().release();
        awaitNothingLeft(client);
    }

    /** Both of them: the one who counts and the one who waits to do so. */
    @Test
    @Tag("KT198")
    void whoWaitsTooLongFails() {
        Hold other = semaphoreOf(observer(), "other", 1).acquire();
        Semaphore semaphore = semaphoreOf(client, "one", 1);
        AsyncResult<Hold> counting = semaphore.async().acquire(SOON);
        assertThatExceptionOfType(LockTimeoutException.class)
                .isThrownBy(() -> semaphore.acquire(SOON))
                .withMessageContaining(PATH);
        assertThat(failureOf(counting)).isInstanceOf(LockTimeoutException.class);
        awaitOnly(other);
        other.release();
        awaitNothingLeft(client);
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        Hold other = semaphoreOf(observer(), "other", 1).acquire();
        awaitQueue(0);
        FutureTask<Boolean> outcome = new FutureTask<>(() -> {
            try {
                semaphoreOf(client, "one", 1).acquire();
                return false;
            } catch (KazooInterruptedException e) {
                return Thread.interrupted();
            }
        });
        Thread thread = new Thread(outcome);
        thread.start();
        awaitQueue(1);
        thread.interrupt();
        assertThat(outcome.get()).isTrue();
        awaitOnly(other);
        other.release();
        awaitNothingLeft(client);
    }

    @Test
    void whatCannotBeASemaphoreIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Semaphore.create(client, PATH, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Semaphore.create(client, "/a/../b", 1));
        LockOptions lasting = LockOptions.defaults().withEphemeral(false);
        assertThatIllegalArgumentException().isThrownBy(() -> Semaphore.create(client, PATH, 1, lasting));
    }

    /** Many waiters, of whom one watches: all get a lease in the end, and never more than there are. */
    @Test
    void neverMoreThanThereAre() throws Exception {
        KazooClient other = startClient();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Semaphore semaphore = semaphoreOf(i % 2 == 0 ? client : other, "c" + i, 3);
            all.add(inBackground(() -> {
                try (Hold held = semaphore.acquire(LIMIT)) {
                    int now = inside.incrementAndGet();
                    most.accumulateAndGet(now, Math::max);
                    assertThat(leases().size()).isLessThanOrEqualTo(3);
                    inside.decrementAndGet();
                    return held.isHeld();
                }
            }));
        }
        for (CompletableFuture<Boolean> each : all) {
            assertThat(resultOf(each)).isTrue();
        }
        assertThat(most.get()).isBetween(1, 3);
        awaitNothingLeft(client);
    }
}
