package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.Lock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many contend for one lock. */
public abstract class LockCrowdContract extends LockScenario {
    private static final int THREADS = 20;
    private static final int CLIENTS = 8;
    private static final int WAITERS = 1000;

    /** For subclasses. */
    protected LockCrowdContract() {}

    @ParameterizedTest
    @EnumSource
    @Tag("KT178")
    void ofManyThreadsThatTryOneHasIt(LockFace face) throws Exception {
        Lock lock = lockOf(startClient(), "shared");
        CountDownLatch start = new CountDownLatch(1);
        List<CompletableFuture<Optional<Hold>>> tries = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            tries.add(inBackground(() -> {
                start.await();
                return face.tryAcquire(lock);
            }));
        }
        start.countDown();
        List<Hold> holds = new ArrayList<>();
        for (CompletableFuture<Optional<Hold>> each : tries) {
            resultOf(each).ifPresent(holds::add);
        }
        assertThat(holds).hasSize(1);
        awaitOnly(holds.get(0));
        face.release(holds.get(0));
        awaitNothingLeft();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT179")
    void manyThreadsHaveItOneAfterAnother(LockFace face) throws Exception {
        Lock lock = lockOf(startClient(), "shared");
        CountDownLatch start = new CountDownLatch(1);
        AtomicInteger inside = new AtomicInteger();
        Events<Long> tokens = new Events<>();
        List<CompletableFuture<Boolean>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(inBackground(() -> {
                start.await();
                Hold held = face.acquire(lock);
                boolean alone = inside.incrementAndGet() == 1;
                tokens.add(held.fencingToken());
                alone &= inside.decrementAndGet() == 0;
                face.release(held);
                return alone;
            }));
        }
        start.countDown();
        for (CompletableFuture<Boolean> thread : threads) {
            assertThat(resultOf(thread)).isTrue();
        }
        assertThat(tokens.all()).hasSize(THREADS).isSorted().doesNotHaveDuplicates();
        awaitNothingLeft();
    }

    @Test
    @Tag("KT171")
    void clientsAreServedInTheOrderOfTheirArrival() {
        Events<String> order = new Events<>();
        Hold first = lockOf(observer(), "first").acquire();
        for (int i = 0; i < CLIENTS; i++) {
            String name = "contender " + i;
            lockOf(startClient(), name).async().acquire().thenAccept(held -> {
                order.add(name);
                held.releaseAsync();
            });
        }
        awaitContenders(CLIENTS + 1);
        List<String> contenders = lockOf(observer(), "").contenders();
        assertThat(contenders.get(0)).isEqualTo("first");
        assertThat(order.all()).isEmpty();
        first.release();
        order.awaitSize(CLIENTS);
        assertThat(order.all()).isEqualTo(contenders.subList(1, contenders.size()));
        awaitNothingLeft();
    }

    /** They cost no thread, each watches its predecessor alone, and all are served, in order. */
    @Test
    void aThousandWaitersAreCheap() {
        KazooClient client = startClient();
        Lock lock = lockOf(client, "crowd");
        Hold first = lock.acquire();
        int threadsBefore = Thread.getAllStackTraces().size();
        Events<Long> tokens = new Events<>();
        List<AsyncResult<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < WAITERS; i++) {
            waiters.add(lock.async().acquire().thenCompose(held -> {
                tokens.add(held.fencingToken());
                return held.releaseAsync();
            }));
        }
        awaitContenders(WAITERS + 1);
        eventually(() -> assertThat(watches()).hasSize(WAITERS).doesNotHaveDuplicates());
        assertThat(Thread.getAllStackTraces()).hasSizeLessThan(threadsBefore + 10);
        first.release();
        waiters.forEach(waiter -> assertThat(waiter.get(LIMIT)).isTrue());
        assertThat(tokens.all()).hasSize(WAITERS).isSorted().doesNotHaveDuplicates();
        assertThat(Thread.getAllStackTraces()).hasSizeLessThan(threadsBefore + 10);
        awaitNothingLeft();
    }

    /** Among a thousand, half give up at once. */
    @Test
    void manyMayLeaveAtOnce() {
        Lock lock = lockOf(startClient(), "crowd");
        Hold first = lock.acquire();
        List<AsyncResult<Hold>> waiters = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waiters.add(lock.async().acquire());
        }
        awaitContenders(101);
        for (int i = 0; i < 100; i += 2) {
            waiters.get(i).cancel();
        }
        awaitContenders(51);
        first.release();
        for (int i = 1; i < 100; i += 2) {
            waiters.get(i).get(LIMIT).release();
        }
        awaitNothingLeft();
    }
}
