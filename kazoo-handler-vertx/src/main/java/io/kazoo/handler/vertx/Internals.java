package io.kazoo.handler.vertx;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.CloseFuture;
import io.vertx.core.internal.Closeable;
import io.vertx.core.internal.CloseableResource;
import io.vertx.core.internal.ContextBuilder;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that is used of Netty and of what Vert.x calls internal, so that a change there is a change here. */
final class Internals {
    private Internals() {}

    /**
     * Makes a context on an event loop that belongs to no verticle. What is made on it, a {@link
     * io.vertx.core.net.NetClient} above all, is closed by nobody else: neither with the verticle nor with the Vertx, which
     * would take the connection from a session that is just being closed.
     *
     * @param near on whose event loop it is to be, null for the next in turn
     */
    static Context newContext(Vertx vertx, @Nullable Context near) {
        ContextBuilder builder = ((VertxInternal) vertx).contextBuilder().withCloseFuture(new CloseFuture());
        EventLoop loop = near == null
                ? ((VertxInternal) vertx).createEventLoopContext().nettyEventLoop()
                : ((ContextInternal) near).nettyEventLoop();
        return builder.withEventLoop(loop).build();
    }

    /** Makes the writing half of a future that is completed on a context. */
    static <T> Promise<T> promise(Context context) {
        return ((ContextInternal) context).promise();
    }

    /** Tells whether the current thread is at a task of a context. */
    static boolean isOn(Context context) {
        return ((ContextInternal) context).isRunningOnContext();
    }

    /**
     * Has something closed with the verticle of a context, or with the Vertx if it belongs to none.
     *
     * @return closes it before
     */
    static Supplier<Future<Void>> closeWith(Context context, Supplier<Future<Void>> close) {
        return ((ContextInternal) context).registerResource(CloseableResource.of(new Closing(close)))::close;
    }

    /**
     * Has something done when a Vertx is closed, which waits for it.
     *
     * @return takes that back
     */
    static Runnable onClose(Vertx vertx, Supplier<Future<Void>> end) {
        io.vertx.core.Closeable hook = closed -> end.get().onComplete(closed);
        ((VertxInternal) vertx).addCloseHook(hook);
        return () -> ((VertxInternal) vertx).removeCloseHook(hook);
    }

    private record Closing(Supplier<Future<Void>> end) implements Closeable {
        @Override
        public Future<Void> shutdown(Duration timeout) {
            return end.get();
        }
    }

    /**
     * Takes part in something that all who say the same name share.
     *
     * @param make makes it for the first
     * @param close closes it after the last has closed what this returns
     */
    static <T> Share<T> share(Vertx vertx, String name, Supplier<T> make, Function<T, Future<Void>> close) {
        CloseableResource<Shared<T>> resource = ((VertxInternal) vertx)
                .createSharedResource("io.kazoo.client", name, () -> new Shared<>(make.get(), close));
        return new Share<>(resource.get().value(), resource::close);
    }

    /** What is shared, and how to give the own part of it back. */
    record Share<T>(T value, Supplier<Future<Void>> giveBack) {}

    private record Shared<T>(T value, Function<T, Future<Void>> end) implements Closeable {
        @Override
        public Future<Void> shutdown(Duration timeout) {
            return end.apply(value);
        }
    }

    /** Sets a timer on a context, from whatever thread; {@link Vertx#setTimer} would use the calling thread's. */
    static long setTimer(Context context, long millis, io.vertx.core.Handler<Long> task) {
        return ((ContextInternal) context).setTimer(millis, task);
    }

    /** Finds all addresses of a host with the resolver, and the options, of this Vertx. */
    static Future<List<InetAddress>> resolveAll(Vertx vertx, String host) {
        return ((VertxInternal) vertx)
                .nameResolver()
                .resolveAll(host)
                .map(found -> found.stream().map(InetSocketAddress::getAddress).toList());
    }

    /**
     * Prepares a new connection: what arrives is handed over as it was read, without the copy that {@link
     * NetSocket#handler} gets, and a write that fails does not throw away what the peer sent before it hung up.
     *
     * @param bytes called on the event loop; the buffer is valid only during the call
     */
    @SuppressWarnings("deprecation") // without a replacement: Netty thinks that failed writes should always close
    static void read(NetSocket socket, Consumer<ByteBuffer> bytes) {
        NetSocketInternal internal = (NetSocketInternal) socket;
        internal.channelHandlerContext().channel().config().setAutoClose(false);
        internal.messageHandler(message -> {
            ByteBuf buffer = (ByteBuf) message;
            try {
                bytes.accept(
                        buffer.nioBufferCount() == 1
                                ? buffer.internalNioBuffer(buffer.readerIndex(), buffer.readableBytes())
                                : buffer.nioBuffer());
            } finally {
                buffer.release();
            }
        });
    }

    /** Has what arrives left in the kernel, or read again; on the event loop. */
    static void setReading(NetSocket socket, boolean reading) {
        ((NetSocketInternal) socket).channelHandlerContext().channel().config().setAutoRead(reading);
    }

    /**
     * Writes a copy of the bytes, from any one thread at a time. On the event loop they go to the socket at once, or at
     * the end of the burst being read; elsewhere they are left to the event loop, which is woken once for all.
     *
     * @param done told how many bytes are sent or lost, on the event loop and perhaps within this call
     */
    static void write(NetSocket socket, ByteBuffer bytes, IntConsumer done) {
        NetSocketInternal internal = (NetSocketInternal) socket;
        int count = bytes.remaining();
        ByteBuf copy =
                internal.channelHandlerContext().alloc().directBuffer(count).writeBytes(bytes);
        copy.retain(); // as long as it is asked how often it is in use, nobody else may get it from the pool
        internal.writeMessage(copy).onComplete((sent, failure) -> {
            // A queue that the close has emptied does not give its part back; everybody else has done so by now.
            copy.release(failure == null ? 1 : copy.refCnt());
            done.accept(count);
        });
    }

    /** Closes a connection without waiting for the peer to take what does not fit into the socket; on the event loop. */
    @SuppressWarnings("FutureReturnValueIgnored") // that it is closed is heard from the socket
    static void close(NetSocket socket) {
        ChannelHandlerContext channel = ((NetSocketInternal) socket).channelHandlerContext();
        channel.flush();
        channel.close();
    }
}
