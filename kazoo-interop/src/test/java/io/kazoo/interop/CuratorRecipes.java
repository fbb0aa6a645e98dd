package io.kazoo.interop;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.barriers.DistributedDoubleBarrier;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.locks.InterProcessLock;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.framework.recipes.locks.InterProcessReadWriteLock;
import org.apache.curator.framework.recipes.shared.SharedCount;
import org.apache.curator.framework.recipes.shared.VersionedValue;
import org.apache.curator.retry.RetryForever;

/** Curator's recipes. Loaded by a class loader that knows them, see {@link OfficialLoader}. */
public final class CuratorRecipes implements ForeignRecipes {
    private static final int MILLIS = 10_000;

    private final CuratorFramework curator;

    /** Connects. */
    public CuratorRecipes(String servers) throws Exception {
        curator = CuratorFrameworkFactory.newClient(servers, MILLIS, MILLIS, new RetryForever(50));
        curator.start();
        curator.blockUntilConnected();
    }

    @Override
    public AutoCloseable acquire(String kind, String path) throws Exception {
        if (kind.equals("latch")) {
            LeaderLatch latch = new LeaderLatch(curator, path, "curator");
            latch.start();
            latch.await();
            return latch;
        }
        return new Held(lock(kind, path));
    }

    private InterProcessLock lock(String kind, String path) {
        return switch (kind) {
            case "read" -> new InterProcessReadWriteLock(curator, path).readLock();
            case "write" -> new InterProcessReadWriteLock(curator, path).writeLock();
            default -> new InterProcessMutex(curator, path);
        };
    }

    @Override
    public int add(String path, int delta) throws Exception {
        SharedCount count = new SharedCount(curator, path, 0);
        count.start();
        try {
            while (true) {
                VersionedValue<Integer> before = count.getVersionedValue();
                int after = before.getValue() + delta;
                if (count.trySetCount(before, after)) {
                    return after;
                }
            }
        } finally {
            count.close();
        }
    }

    @Override
    public Member member(String path, int members) {
        DistributedDoubleBarrier barrier = new DistributedDoubleBarrier(curator, path, members);
        return new Member() {
            @Override
            public boolean enter(Duration limit) throws Exception {
                return barrier.enter(limit.toMillis(), TimeUnit.MILLISECONDS);
            }

            @Override
            public boolean leave(Duration limit) throws Exception {
                return barrier.leave(limit.toMillis(), TimeUnit.MILLISECONDS);
            }
        };
    }

    @Override
    public void close() {
        curator.close();
    }

    /** A lock belongs to the thread that acquired it, in Curator. */
    private static final class Held implements AutoCloseable {
        private final InterProcessLock lock;
        private final ExecutorService owner = Executors.newSingleThreadExecutor();

        Held(InterProcessLock lock) throws Exception {
            this.lock = lock;
            owner.submit(() -> {
                        lock.acquire();
                        return true;
                    })
                    .get();
        }

        @Override
        public void close() {
            CompletableFuture<Void> released = new CompletableFuture<>();
            owner.execute(() -> {
                try {
                    lock.release();
                    released.complete(null);
                } catch (Exception e) {
                    released.completeExceptionally(e);
                }
            });
            owner.shutdown();
            released.join();
        }
    }
}
