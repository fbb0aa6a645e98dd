package io.kazoo.handler.vertx;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** All that is used of Netty and of what Vert.x calls internal, so that a change there is a change here. */
final class Internals {
    private Internals() {}

    /**
     * Makes a context on an event loop that belongs to no verticle.
     *
     * @param near on whose event loop it is to be, null for the next in turn
     */
    static Context newContext(Vertx vertx, @Nullable Context near) {
        VertxInternal internal = (VertxInternal) vertx;
        return near == null
                ? internal.createEventLoopContext()
                : internal.contextBuilder()
                        .withEventLoop(((ContextInternal) near).nettyEventLoop())
                        .build();
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
        internal.writeMessage(copy).onComplete((sent, failure) -> {
            if (failure != null && copy.refCnt() > 0) {
                copy.release(); // a queue that the close has emptied does not do it
            }
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
