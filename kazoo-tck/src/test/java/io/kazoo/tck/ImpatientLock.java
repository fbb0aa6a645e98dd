package io.kazoo.tck;

import io.kazoo.AsyncKazooClient;
import io.kazoo.AsyncResult;
import io.kazoo.AsyncTransaction;
import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.CreatedNode;
import io.kazoo.KazooClient;
import io.kazoo.Transaction;
import io.kazoo.recipes.Hold;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A lock with a mistake that is easily made: whoever has a node holds it, whoever came before. */
final class ImpatientLock implements LockWorker.Subject {
    private final AsyncKazooClient client;
    private final String prefix;

    ImpatientLock(KazooClient client, String path) {
        this.client = client.async();
        prefix = path + "/impatient-";
    }

    @Override
    public AsyncResult<Hold> acquire() {
        return client.ensurePath(LockWorld.PATH)
                .thenCompose(made ->
                        client.createWithStat(prefix, new byte[0], CreateOptions.of(CreateMode.EPHEMERAL_SEQUENTIAL)))
                .thenApply(Held::new);
    }

    @Override
    public AsyncResult<Hold> acquire(Duration timeout) {
        return acquire();
    }

    private final class Held implements Hold {
        private final CreatedNode node;

        Held(CreatedNode node) {
            this.node = node;
        }

        @Override
        public boolean isHeld() {
            return true;
        }

        @Override
        public AsyncResult<@Nullable Void> lost() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long fencingToken() {
            return node.stat().czxid();
        }

        @Override
        public String nodePath() {
            return node.path();
        }

        @Override
        public void release() {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T extends @Nullable Object> T callWhileHeld(Callable<T> job) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T extends @Nullable Object> AsyncResult<T> callWhileHeldAsync(Callable<T> job) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Transaction transaction() {
            throw new UnsupportedOperationException();
        }

        @Override
        public AsyncTransaction transactionAsync() {
            throw new UnsupportedOperationException();
        }

        @Override
        public AsyncResult<Boolean> releaseAsync() {
            return client.delete(node.path()).thenApply(gone -> true);
        }
    }
}
