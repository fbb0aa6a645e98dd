package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.Acl;
import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.Permissions;
import io.kazoo.exceptions.BlockingForbiddenException;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.NoAuthException;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.Lock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the handle of a lock that is held promises, while nobody takes the lock away. */
public abstract class HeldLockContract extends LockScenario {
    private KazooClient client;
    private Lock lock;

    /** For subclasses. */
    protected HeldLockContract() {}

    @BeforeEach
    void start() {
        client = startClient();
        lock = lockOf(client, "one");
    }

    @Test
    void theEndOfTheBlockGivesItBack() {
        Hold escaped;
        try (Hold held = lock.acquire()) {
            escaped = held;
            assertThat(held.isHeld()).isTrue();
            assertThat(observer().exists(held.nodePath())).isPresent();
        }
        assertThat(escaped.isHeld()).isFalse();
        assertThat(names()).isEmpty();
        awaitNothingLeft();
    }

    @Test
    void closingTwiceHarmsNobody() {
        Hold held = lock.acquire();
        held.close();
        Hold next = lock.acquire();
        held.close();
        held.release();
        assertThat(held.releaseAsync().get(LIMIT)).isFalse();
        assertThat(next.isHeld()).isTrue();
        awaitOnly(next);
    }

    @Test
    void ofManyThreadsOneGivesItBack() throws Exception {
        Hold held = lock.acquire();
        CountDownLatch start = new CountDownLatch(1);
        List<CompletableFuture<Boolean>> releases = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            releases.add(inBackground(() -> {
                start.await();
                return held.releaseAsync().get(LIMIT);
            }));
        }
        start.countDown();
        int gaveBack = 0;
        for (CompletableFuture<Boolean> release : releases) {
            gaveBack += resultOf(release) ? 1 : 0;
        }
        assertThat(gaveBack).isEqualTo(1);
        awaitNothingLeft();
    }

    @Test
    void callbacksMayGiveItBack() {
        AsyncResult<Boolean> released = lock.async().acquire().thenCompose(Hold::releaseAsync);
        assertThat(released.get(LIMIT)).isTrue();
        awaitNothingLeft();
    }

    /** Each result has a lane of its own: who works as long as it holds the lock must be able to hear that it is lost. */
    @Test
    void aCallbackThatBlocksDoesNotKeepTheNewsOfTheLossFromAnother() {
        assumeCallbacksMayBlock();
        CountDownLatch lost = new CountDownLatch(1);
        AsyncResult<Boolean> heard = lock.async().acquire().thenApply(held -> {
            held.lost().onComplete((gone, failure) -> lost.countDown());
            observer().delete(held.nodePath());
            HandlerContract.await(lost);
            return !held.isHeld();
        });
        assertThat(heard.get(LIMIT)).isTrue();
    }

    /** Callbacks have a lane of their own: one that waits for the lock does not hold up the lock. */
    @Test
    void aCallbackMayWaitForTheSameLock() {
        assumeCallbacksMayBlock();
        AsyncResult<Boolean> done = lock.async().acquire().thenApply(held -> {
            held.releaseAsync();
            lock.acquire().release();
            return true;
        });
        assertThat(done.get(LIMIT)).isTrue();
        awaitNothingLeft();
    }

    @ParameterizedTest
    @EnumSource
    void aLockThatIsGivenBackIsNotLost(LockFace face) {
        Hold held = face.acquire(lock);
        assertThat(held.lost().isDone()).isFalse();
        face.release(held);
        assertThat(failureOf(held.lost())).isInstanceOf(CancelledException.class);
    }

    @Test
    void nobodyLosesALockByCancellingTheNotice() {
        Hold held = lock.acquire();
        held.lost().cancel();
        assertThat(held.isHeld()).isTrue();
        awaitOnly(held);
        held.release();
        awaitNothingLeft();
    }

    @Test
    void theTokenIsTheTransactionOfTheNode() {
        Hold held = lock.acquire();
        assertThat(held.fencingToken())
                .isEqualTo(observer().get(held.nodePath()).stat().czxid());
        assertThat(held.nodePath()).startsWith(PATH + "/");
    }

    /** Sequence numbers begin anew with the directory; tokens do not. */
    @Test
    void tokensRiseWhateverHappens() {
        List<Long> tokens = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            KazooClient holder = i % 2 == 0 ? client : observer();
            try (Hold held = lockOf(holder, "holder").acquire()) {
                tokens.add(held.fencingToken());
                numbers.add(held.nodePath().substring(held.nodePath().length() - 10));
            }
            if (i % 3 == 2) {
                observer().deleteRecursive(PATH);
            }
            if (i == 6) {
                client.restart();
            }
        }
        assertThat(tokens).isSorted().doesNotHaveDuplicates();
        assertThat(numbers).filteredOn("0000000000"::equals).hasSize(4);
    }

    @Test
    void aThreadThatMustNotBlockIsRefusedBeforeAnythingHappens() throws Exception {
        Hold held = lock.acquire();
        List<ThrowingCallable> calls = List.of(
                lock::acquire,
                () -> lock.acquire(LIMIT),
                lock::tryAcquire,
                lock::contenders,
                held::release,
                held::close);
        for (ThrowingCallable call : calls) {
            assertThatExceptionOfType(BlockingForbiddenException.class)
                    .isThrownBy(() -> onTimer(call))
                    .withMessageContaining("sync");
        }
        assertThat(held.isHeld()).isTrue();
        client.sync("/");
        awaitOnly(held);
        assertThat(observer().get(PATH).stat().cversion())
                .as("nothing was sent")
                .isEqualTo(1);
    }

    private void onTimer(ThrowingCallable call) throws Throwable {
        CompletableFuture<Boolean> outcome = new CompletableFuture<>();
        handler().schedule(Duration.ZERO, () -> {
            try {
                call.call();
                outcome.complete(true);
            } catch (Throwable e) {
                outcome.completeExceptionally(e);
            }
        });
        try {
            resultOf(outcome);
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    /** The caller hears of it, and the removal goes on until it is allowed. */
    @Test
    void aReleaseThatIsRefusedIsTriedAgain() {
        Hold held = lock.acquire();
        int noDelete = Permissions.ALL & ~Permissions.DELETE;
        observer().setAcls(PATH, List.of(new Acl(noDelete, Acl.ANYONE_ID_UNSAFE)));
        assertThatExceptionOfType(NoAuthException.class).isThrownBy(held::release);
        assertThat(held.isHeld()).isFalse();
        awaitOnly(held);
        observer().setAcls(PATH, Acl.OPEN_ACL_UNSAFE);
        eventually(() -> assertThat(names()).isEmpty());
        awaitNothingLeft();
    }

    @ParameterizedTest
    @EnumSource
    void anAcquireThatIsRefusedFails(LockFace face) {
        observer().ensurePath(PATH);
        observer().setAcls(PATH, Acl.READ_ACL_UNSAFE);
        assertThatExceptionOfType(NoAuthException.class).isThrownBy(() -> face.acquire(lock));
        assertThatExceptionOfType(NoAuthException.class).isThrownBy(() -> face.acquire(lock, LIMIT));
        assertThatExceptionOfType(NoAuthException.class).isThrownBy(() -> face.tryAcquire(lock));
        awaitNothingLeft();
    }
}
