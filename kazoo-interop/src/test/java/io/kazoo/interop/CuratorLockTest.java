package io.kazoo.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.Lock;
import io.kazoo.recipes.lock.LockNaming;
import io.kazoo.recipes.lock.LockOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One lock for Curator's users and ours: who comes first has it, whichever the library. */
class CuratorLockTest extends BesideCurator {
    private Lock ours(String kind) {
        LockOptions options = LockOptions.defaults().withIdentifier("kazoo");
        return switch (kind) {
            case "read" -> Lock.read(client, path, options.withNaming(LockNaming.curatorReadWrite()));
            case "write" -> Lock.write(client, path, options.withNaming(LockNaming.curatorReadWrite()));
            case "latch" -> Lock.create(client, path, options.withNaming(LockNaming.curatorLatch()));
            default -> Lock.create(client, path, options.withNaming(LockNaming.curator()));
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"mutex", "write", "latch"})
    void weWaitForCurator(String kind) throws Exception {
        AutoCloseable theirs = curator.acquire(kind, path);
        Lock lock = ours(kind);
        assertThat(lock.tryAcquire()).isEmpty();
        AsyncResult<Hold> waiter = lock.async().acquire();
        awaitChildren(2);
        assertThat(lock.contenders()).hasSize(2).endsWith("kazoo");
        assertThat(waiter.isDone()).isFalse();
        theirs.close();
        waiter.get(LIMIT).release();
        awaitChildren(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mutex", "write", "latch"})
    void curatorWaitsForUs(String kind) throws Exception {
        Hold held = ours(kind).acquire();
        Future<AutoCloseable> theirs = threads.submit(() -> curator.acquire(kind, path));
        awaitChildren(2);
        AsyncResult<Hold> behind = ours(kind).async().acquire();
        awaitChildren(3);
        assertThat(theirs.isDone()).isFalse();
        held.release();
        AutoCloseable next = resultOf(theirs);
        assertThat(behind.isDone()).isFalse();
        next.close();
        behind.get(LIMIT).release();
        awaitChildren(0);
    }

    @Test
    void readersShareAndWritersDoNot() throws Exception {
        AutoCloseable theirReader = curator.acquire("read", path);
        Hold ourReader = ours("read").acquire(LIMIT);
        AsyncResult<Hold> ourWriter = ours("write").async().acquire();
        awaitChildren(3);
        Future<AutoCloseable> theirWriter = threads.submit(() -> curator.acquire("write", path));
        awaitChildren(4);
        Future<AutoCloseable> lateReader = threads.submit(() -> curator.acquire("read", path));
        awaitChildren(5);
        ourReader.release();
        assertThat(ourWriter.isDone()).isFalse();
        theirReader.close();
        Hold writing = ourWriter.get(LIMIT);
        assertThat(ours("read").tryAcquire()).isEmpty();
        assertThat(theirWriter.isDone()).isFalse();
        writing.release();
        AutoCloseable next = resultOf(theirWriter);
        assertThat(lateReader.isDone()).isFalse();
        next.close();
        resultOf(lateReader).close();
        awaitChildren(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mutex", "write", "latch"})
    void oneAtATime(String kind) throws Exception {
        AtomicInteger inside = new AtomicInteger();
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(threads.submit(rounds(() -> curator.acquire(kind, path), inside)));
            all.add(threads.submit(rounds(() -> ours(kind).acquire(LIMIT), inside)));
        }
        for (Future<Integer> each : all) {
            assertThat(resultOf(each)).isZero();
        }
        awaitChildren(0);
    }

    /** Returns how often there was somebody else inside. */
    private static Callable<Integer> rounds(Callable<AutoCloseable> lock, AtomicInteger inside) {
        return () -> {
            int crowded = 0;
            for (int i = 0; i < 5; i++) {
                try (AutoCloseable held = lock.call()) {
                    assertThat(held).isNotNull();
                    crowded += inside.incrementAndGet() == 1 ? 0 : 1;
                    client.sync("/"); // long enough for another one to come in
                    inside.decrementAndGet();
                }
            }
            return crowded;
        };
    }
}
