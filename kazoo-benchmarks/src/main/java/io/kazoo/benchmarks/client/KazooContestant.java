package io.kazoo.benchmarks.client;

import io.kazoo.AsyncKazooClient;
import io.kazoo.AsyncTransaction;
import io.kazoo.KazooClient;
import io.kazoo.NodeRead;
import io.kazoo.handler.Handler;
import io.kazoo.handler.HandlerProvider;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.cache.TreeCache;
import io.kazoo.recipes.cache.TreeEvent;
import io.kazoo.recipes.lock.Lock;
import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** This library on one of its handlers, which all clients of the JVM share. */
public final class KazooContestant implements Contestant {
    private final Handler handler;
    private final boolean virtualCallers;

    /**
     * Starts the handler.
     *
     * @param handlerName as its provider names it
     */
    public KazooContestant(String handlerName) {
        handler = ServiceLoader.load(HandlerProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(handlerName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no handler " + handlerName))
                .create();
        handler.start();
        virtualCallers = handlerName.equals("loom");
    }

    @Override
    public MeasuredClient open(String servers, int sessionTimeoutMillis) {
        KazooClient client = KazooClient.builder()
                .hosts(servers)
                .sessionTimeout(Duration.ofMillis(sessionTimeoutMillis))
                .handler(handler)
                .build();
        client.start();
        return new Client(client);
    }

    @Override
    public Thread newCaller(Runnable work) {
        return virtualCallers ? Thread.ofVirtual().name("caller").unstarted(work) : Contestant.super.newCaller(work);
    }

    @Override
    public void close() {
        handler.close();
    }

    private static final class Client implements MeasuredClient {
        private final KazooClient client;
        private final AsyncKazooClient async;

        Client(KazooClient client) {
            this.client = client;
            this.async = client.async();
        }

        @Override
        public long sessionId() {
            return client.clientId().orElseThrow().sessionId();
        }

        @Override
        public byte[] get(String path) {
            return Objects.requireNonNull(client.get(path).data());
        }

        @Override
        public void getAsync(String path, Completion done) {
            async.get(path).onComplete((data, failure) -> done.completed(failure));
        }

        @Override
        public void transactionAsync(String path, int size, Completion done) {
            byte[] data = new byte[WRITTEN_BYTES];
            AsyncTransaction transaction = async.transaction();
            for (int i = 0; i < size; i++) {
                transaction.set(path, data);
            }
            transaction.commitOrThrow().onComplete((results, failure) -> done.completed(failure));
        }

        @Override
        public void multiReadAsync(String path, int size, Completion done) {
            async.multiRead(Collections.nCopies(size, NodeRead.data(path)))
                    .onComplete((results, failure) -> done.completed(failure));
        }

        @Override
        public void getAndWatch(String path, Runnable fired, Completion done) {
            async.get(path, event -> fired.run()).onComplete((data, failure) -> done.completed(failure));
        }

        @Override
        public void delete(String path) {
            client.delete(path);
        }

        @Override
        public void createAsync(String path, byte[] data, Completion done) {
            async.create(path, data).onComplete((created, failure) -> done.completed(failure));
        }

        @Override
        public void setAsync(String path, byte[] data, Completion done) {
            async.set(path, data).onComplete((stat, failure) -> done.completed(failure));
        }

        @Override
        public AutoCloseable cache(String path, Runnable whenUpdated) {
            TreeCache cache = TreeCache.create(client, path);
            cache.listen(event -> {
                if (event.type() == TreeEvent.Type.NODE_UPDATED) {
                    whenUpdated.run();
                }
            });
            cache.start().get();
            return cache;
        }

        @Override
        public MeasuredLock lock(String path) {
            Lock lock = Lock.create(client, path);
            return new MeasuredLock() {
                private @Nullable Hold held;

                @Override
                public void acquire() {
                    held = lock.acquire();
                }

                @Override
                public void release() {
                    Objects.requireNonNull(held).release();
                }
            };
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
