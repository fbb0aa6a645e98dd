package io.kazoo.benchmarks.client;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.AsyncCallback.DataCallback;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;

/** ZooKeeper's official client with its standard socket. */
public final class OfficialContestant implements Contestant {
    /** Nothing to configure; the string is not used. */
    public OfficialContestant(String unused) {}

    @Override
    public MeasuredClient open(String servers, int sessionTimeoutMillis) throws Exception {
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper zk = new ZooKeeper(servers, sessionTimeoutMillis, event -> {
            if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
            }
        });
        if (!connected.await(15, TimeUnit.SECONDS)) {
            zk.close();
            throw new IllegalStateException("not connected to " + servers);
        }
        return new Client(zk);
    }

    private record Client(ZooKeeper zk) implements MeasuredClient {
        @Override
        public long sessionId() {
            return zk.getSessionId();
        }

        @Override
        public byte[] get(String path) throws Exception {
            return zk.getData(path, false, null);
        }

        @Override
        public void getAsync(String path, Completion done) {
            zk.getData(path, false, (DataCallback) (code, at, context, data, stat) -> complete(code, done), null);
        }

        @Override
        public void transactionAsync(String path, int size, Completion done) {
            multi(Collections.nCopies(size, Op.setData(path, new byte[WRITTEN_BYTES], -1)), done);
        }

        @Override
        public void multiReadAsync(String path, int size, Completion done) {
            multi(Collections.nCopies(size, Op.getData(path)), done);
        }

        private void multi(List<Op> ops, Completion done) {
            zk.multi(ops, (code, path, context, results) -> complete(code, done), null);
        }

        @Override
        public void getAndWatch(String path, Runnable fired, Completion done) {
            zk.getData(
                    path,
                    event -> {
                        if (event.getType() != EventType.None) {
                            fired.run();
                        }
                    },
                    (DataCallback) (code, at, context, data, stat) -> complete(code, done),
                    null);
        }

        @Override
        public void delete(String path) throws Exception {
            zk.delete(path, -1);
        }

        @Override
        public void close() {
            try {
                zk.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void complete(int code, Completion done) {
            done.completed(code == 0 ? null : KeeperException.create(Code.get(code)));
        }
    }
}
