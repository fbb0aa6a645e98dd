package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.TransactionResult;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.ErrorCode;
import io.kazoo.exceptions.KazooInterruptedException;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.exceptions.TransactionFailedException;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.HoldLostException;
import io.kazoo.recipes.lock.Lock;
import io.kazoo.recipes.lock.MultiHold;
import io.kazoo.recipes.lock.MultiLock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done while something is held, and is not done when it is held no more. */
public abstract class HeldWorkContract extends LockScenario {
    private static final byte[] DATA = {1};

    private KazooClient client;
    private Hold held;
    private long audited;

    /** For subclasses. */
    protected HeldWorkContract() {}

    @BeforeEach
    void start() {
        client = startProxied();
        held = lockOf(client, "one").acquire();
    }

    /** A job that ends when it is interrupted, and tells so. */
    private static final class Endless implements Callable<String> {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();

        @Override
        @SuppressWarnings("Interruption") // nothing else ends it
        public String call() throws InterruptedException {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
                return "never";
            } catch (InterruptedException e) {
                interrupted.complete(true);
                throw e;
            }
        }

        private Endless awaitBegun() {
            HandlerContract.await(begun);
            return this;
        }

        private void assertInterrupted() throws Exception {
            assertThat(resultOf(interrupted)).isTrue();
        }
    }

    @Test
    void aJobRunsWhileItIsHeld() {
        assertThat(held.<String>callWhileHeld(() -> "done")).isEqualTo("done");
        assertThat(held.<Boolean>callWhileHeldAsync(() -> {
                            client.sync("/"); // it may block
                            return held.isHeld();
                        })
                        .get(LIMIT))
                .isTrue();
        assertThat(held.isHeld()).isTrue();
    }

    @Test
    void whatAJobThrowsIsThrown() {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> held.callWhileHeld(() -> {
                    throw new IllegalStateException("job");
                }))
                .withCauseInstanceOf(IllegalStateException.class);
        assertThatExceptionOfType(NoNodeException.class)
                .isThrownBy(() -> held.callWhileHeld(() -> client.get("/nothing")));
        assertThat(held.isHeld()).isTrue();
    }

    @Test
    void theLossInterruptsTheJob() throws Exception {
        Endless job = new Endless();
        AsyncResult<String> result = held.callWhileHeldAsync(job);
        job.awaitBegun();
        observer().delete(held.nodePath());
        assertThat(failureOf(result)).isInstanceOf(HoldLostException.class);
        job.assertInterrupted();
        awaitNothingLeft();
    }

    @Test
    void theEndOfTheSessionInterruptsTheJob() throws Exception {
        Endless job = new Endless();
        CompletableFuture<String> result = inBackground(() -> held.callWhileHeld(job));
        job.awaitBegun();
        expire(client);
        job.assertInterrupted();
        assertThat(result).failsWithin(LIMIT).withThrowableThat().withCauseInstanceOf(HoldLostException.class);
    }

    @Test
    void aReleaseInterruptsTheJob() throws Exception {
        Endless job = new Endless();
        AsyncResult<String> result = held.callWhileHeldAsync(job);
        job.awaitBegun();
        held.release();
        assertThat(failureOf(result)).isInstanceOf(CancelledException.class);
        job.assertInterrupted();
        awaitNothingLeft();
    }

    @Test
    void whoGivesTheResultUpInterruptsTheJob() throws Exception {
        Endless cancelled = new Endless();
        AsyncResult<String> result = held.callWhileHeldAsync(cancelled);
        cancelled.awaitBegun();
        result.cancel();
        cancelled.assertInterrupted();
        Endless interrupted = new Endless();
        FutureTask<Boolean> caller = new FutureTask<>(() -> {
            try {
                held.callWhileHeld(interrupted);
                return false;
            } catch (KazooInterruptedException e) {
                return Thread.interrupted();
            }
        });
        Thread thread = new Thread(caller);
        thread.start();
        interrupted.awaitBegun();
        thread.interrupt();
        assertThat(caller.get()).isTrue();
        interrupted.assertInterrupted();
        assertThat(held.isHeld()).as("the job is given up, not the lock").isTrue();
    }

    /** The result is not there before the job has ended: nobody works on unseen. */
    @Test
    void aJobThatDoesNotMindIsWaitedFor() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> mayEnd = new CompletableFuture<>();
        AsyncResult<Boolean> result = held.callWhileHeldAsync(() -> {
            begun.countDown();
            while (!mayEnd.isDone()) {
                Thread.onSpinWait();
            }
            return true;
        });
        HandlerContract.await(begun);
        observer().delete(held.nodePath());
        held.lost().get(LIMIT);
        assertThat(result.isDone()).isFalse();
        mayEnd.complete(true);
        assertThat(failureOf(result)).isInstanceOf(HoldLostException.class);
    }

    @Test
    void noJobBeginsAfterTheEnd() {
        AtomicBoolean begun = new AtomicBoolean();
        held.release();
        assertThat(failureOf(held.callWhileHeldAsync(() -> begun.getAndSet(true))))
                .isInstanceOf(CancelledException.class);
        Hold lost = lockOf(client, "two").acquire();
        observer().delete(lost.nodePath());
        lost.lost().get(LIMIT);
        assertThatExceptionOfType(HoldLostException.class)
                .isThrownBy(() -> lost.callWhileHeld(() -> begun.getAndSet(true)));
        assertThat(begun).isFalse();
    }

    @Test
    void aTransactionIsAppliedWhileItIsHeld() {
        assertThat(held.transaction().create("/a").set("/a", DATA).commit())
                .hasSize(2)
                .hasOnlyElementsOfTypes(TransactionResult.Created.class, TransactionResult.Changed.class);
        observer().set(held.nodePath(), DATA); // whatever is in it
        List<TransactionResult> results = held.transactionAsync()
                .check("/a", 1)
                .delete("/a")
                .commitOrThrow()
                .get(LIMIT);
        assertThat(results)
                .hasOnlyElementsOfTypes(TransactionResult.Checked.class, TransactionResult.Deleted.class)
                .hasSize(2);
        assertThat(held.transaction().commit()).isEmpty();
    }

    /** It is applied by nobody, whatever the former holder believes. */
    @Test
    void aFormerHolderCannotWrite() {
        disconnect(client);
        observer().delete(held.nodePath());
        observer().create("/a");
        AsyncResult<List<TransactionResult>> first =
                held.transactionAsync().set("/a", DATA).commit();
        AsyncResult<List<TransactionResult>> second =
                held.transactionAsync().set("/nothing", DATA).commitOrThrow();
        assertThat(held.isHeld()).as("as far as it can know").isTrue();
        proxy().heal();
        assertThat(failureOf(first)).isInstanceOf(HoldLostException.class).hasMessageContaining(held.nodePath());
        assertThat(failureOf(second)).isInstanceOf(HoldLostException.class);
        assertThat(observer().get("/a").data()).isEmpty();
        assertThatExceptionOfType(HoldLostException.class)
                .isThrownBy(() -> held.transaction().set("/a", DATA).commit());
        assertThatExceptionOfType(HoldLostException.class)
                .isThrownBy(() -> held.transaction().commit());
    }

    @Test
    void failuresDoNotCountTheCheck() {
        assertThatExceptionOfType(TransactionFailedException.class)
                .isThrownBy(() ->
                        held.transaction().create("/a").set("/nothing", DATA).commitOrThrow())
                .satisfies(failure -> {
                    assertThat(failure.index()).isEqualTo(1);
                    assertThat(failure.code()).isEqualTo(ErrorCode.NO_NODE);
                    assertThat(failure.path()).contains("/nothing");
                });
        assertThat(held.transaction().set("/nothing", DATA).create("/a").commit())
                .hasSize(2)
                .extracting(
                        result -> ((TransactionResult.Failed) result).failure().code())
                .containsExactly(ErrorCode.NO_NODE, ErrorCode.RUNTIME_INCONSISTENCY);
        assertThat(observer().exists("/a")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> held.transaction().create("/a/../b"));
    }

    /** As docs/recipes/lock.md has it. */
    @Test
    void anExample() {
        client.create("/app");
        client.create("/app/copied");
        Lock lock = Lock.create(client, "/app/lock");
        try (Hold held = lock.acquire(Duration.ofSeconds(30))) {
            int copied = held.callWhileHeld(() -> copyFiles()); // interrupted if the lock is lost
            held.transaction().set("/app/copied", bytes(copied)).commitOrThrow(); // refused to a former holder
            audit(held.fencingToken());
        }

        MultiLock both = MultiLock.of(List.of(Lock.create(client, "/app/b"), Lock.create(client, "/app/a")));
        try (MultiHold held = both.acquire(Duration.ofSeconds(30))) {
            held.transaction().create("/app/moved").commitOrThrow();
        }
        assertThat(observer().get("/app/copied").data()).containsExactly(7);
        assertThat(observer().exists("/app/moved")).isPresent();
        assertThat(audited).isPositive();
    }

    private static int copyFiles() {
        return 7;
    }

    private static byte[] bytes(int number) {
        return new byte[] {(byte) number};
    }

    private void audit(long token) {
        audited = token;
    }
}
