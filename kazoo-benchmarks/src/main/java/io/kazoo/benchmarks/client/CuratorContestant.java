package io.kazoo.benchmarks.client;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.BackgroundCallback;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.recipes.cache.CuratorCacheListener;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.retry.ExponentialBackoffRetry;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Watcher.Event.EventType;

/** Curator, over the official client. */
public final class CuratorContestant implements Contestant {
    private static final int CONNECT_MILLIS = 15_000;

    /** Nothing to configure; the string is not used. */
    public CuratorContestant(String unused) {}

    @Override
    public MeasuredClient open(String servers, int sessionTimeoutMillis) throws Exception {
        CuratorFramework curator = CuratorFrameworkFactory.builder()
                .connectString(servers)
                .sessionTimeoutMs(sessionTimeoutMillis)
                .connectionTimeoutMs(CONNECT_MILLIS)
                // Curator's own examples use this policy.
                .retryPolicy(new ExponentialBackoffRetry(1000, 3))
                // It would read /zookeeper/config, which nobody else here does.
                .ensembleTracker(false)
                .build();
        curator.start();
        if (!curator.blockUntilConnected(CONNECT_MILLIS, TimeUnit.MILLISECONDS)) {
            curator.close();
            throw new IllegalStateException("not connected to " + servers);
        }
        return new Client(curator);
    }

    private record Client(CuratorFramework curator) implements MeasuredClient {
        @Override
        public long sessionId() {
            try {
                return curator.getZookeeperClient().getZooKeeper().getSessionId();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public byte[] get(String path) throws Exception {
            return curator.getData().forPath(path);
        }

        @Override
        public void getAsync(String path, Completion done) {
            try {
                curator.getData().inBackground(callback(done)).forPath(path);
            } catch (Exception e) {
                done.completed(e);
            }
        }

        @Override
        public void getAndWatch(String path, Runnable fired, Completion done) {
            CuratorWatcher watcher = event -> {
                if (event.getType() != EventType.None) {
                    fired.run();
                }
            };
            try {
                curator.getData()
                        .usingWatcher(watcher)
                        .inBackground(callback(done))
                        .forPath(path);
            } catch (Exception e) {
                done.completed(e);
            }
        }

        @Override
        public void delete(String path) throws Exception {
            // Not through Curator, which would retry what is meant to fail.
            curator.getZookeeperClient().getZooKeeper().delete(path, -1);
        }

        @Override
        public void createAsync(String path, byte[] data, Completion done) {
            try {
                curator.create().inBackground(callback(done)).forPath(path, data);
            } catch (Exception e) {
                done.completed(e);
            }
        }

        @Override
        public void setAsync(String path, byte[] data, Completion done) {
            try {
                curator.setData().inBackground(callback(done)).forPath(path, data);
            } catch (Exception e) {
                done.completed(e);
            }
        }

        @Override
        public AutoCloseable cache(String path, Runnable whenUpdated) throws InterruptedException {
            CuratorCache cache = CuratorCache.build(curator, path);
            CountDownLatch loaded = new CountDownLatch(1);
            cache.listenable()
                    .addListener(CuratorCacheListener.builder()
                            .forInitialized(loaded::countDown)
                            .forChanges((before, now) -> whenUpdated.run())
                            .build());
            cache.start();
            loaded.await();
            return cache;
        }

        @Override
        public MeasuredLock lock(String path) {
            InterProcessMutex mutex = new InterProcessMutex(curator, path);
            return new MeasuredLock() {
                @Override
                public void acquire() throws Exception {
                    mutex.acquire();
                }

                @Override
                public void release() throws Exception {
                    mutex.release();
                }
            };
        }

        @Override
        public void close() {
            curator.close();
        }

        private static BackgroundCallback callback(Completion done) {
            return (client, event) -> {
                int code = event.getResultCode();
                done.completed(code == 0 ? null : KeeperException.create(Code.get(code)));
            };
        }
    }
}
