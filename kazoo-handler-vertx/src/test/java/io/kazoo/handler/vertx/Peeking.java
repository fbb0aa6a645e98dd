package io.kazoo.handler.vertx;

import io.kazoo.handler.Transport;
import io.kazoo.handler.TransportListener;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A listener that writes down how a connection began and ended, what came first, and on which thread. */
final class Peeking implements TransportListener {
    final CompletableFuture<Transport> connected = new CompletableFuture<>();
    final CompletableFuture<String> received = new CompletableFuture<>();
    final CompletableFuture<Boolean> direct = new CompletableFuture<>();
    final CompletableFuture<Thread> thread = new CompletableFuture<>();
    final CompletableFuture<String> closed = new CompletableFuture<>();

    @Override
    public void onConnected(Transport transport) {
        thread.complete(Thread.currentThread());
        connected.complete(transport);
    }

    @Override
    public void onFailed(Throwable cause) {
        connected.completeExceptionally(cause);
    }

    @Override
    public void onBytes(ByteBuffer bytes) {
        direct.complete(bytes.isDirect());
        received.complete(java.nio.charset.StandardCharsets.UTF_8.decode(bytes).toString());
    }

    @Override
    public void onWritable() {}

    @Override
    public void onClosed(@Nullable Throwable cause) {
        closed.complete(String.valueOf(cause));
    }
}
