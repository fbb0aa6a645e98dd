package io.kazoo.handler.threading;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.handler.DialRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What happens between the kernel and the I/O thread. Where a test must know what lies in the socket, it holds the I/O
 * thread up in a callback, which no real listener may do.
 */
class ThreadingConnectionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MEGABYTE = 1024 * 1024;

    private final ThreadingHandler handler = new ThreadingHandler();
    private ServerSocket server;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        server.setSoTimeout((int) PATIENCE.toMillis());
        handler.start();
    }

    @AfterEach
    void close() throws IOException {
        handler.close();
        server.close();
    }

    private Socket accept(Peeking listener) throws Exception {
        handler.dial(new DialRequest((InetSocketAddress) server.getLocalSocketAddress(), "server", PATIENCE), listener);
        Socket peer = server.accept();
        peer.setSoTimeout((int) PATIENCE.toMillis());
        await(listener.connected);
        return peer;
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    /** A listener that holds the I/O thread up at its first bytes. */
    private static final class Holding extends Peeking {
        final CountDownLatch held = new CountDownLatch(1);
        final CountDownLatch released = new CountDownLatch(1);

        @Override
        public void onBytes(ByteBuffer bytes) {
            super.onBytes(bytes);
            held.countDown();
            try {
                await(released);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void bytesUnreadDoNotTurnACloseIntoAReset() throws Exception {
        server.close();
        server = new ServerSocket();
        server.setReceiveBufferSize(4_096); // so that most of what is written has not arrived when it is closed
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Holding listener = new Holding();
        try (Socket peer = accept(listener)) {
            peer.getOutputStream().write(1);
            await(listener.held);
            peer.getOutputStream().write(new byte[10_000]);
            listener.transport.write(ByteBuffer.allocate(60_000));
            listener.transport.close();
            listener.released.countDown();
            await(listener.closed);
            assertThat(peer.getInputStream().readAllBytes()).hasSize(60_000);
            assertThat(listener.cause).isNull();
            assertThat(listener.received).as("nothing is delivered after close").hasValue(1);
        }
    }

    @Test
    void pendingBytesAreSentBeforeTheClose() throws Exception {
        Holding listener = new Holding();
        try (Socket peer = accept(listener)) {
            peer.getOutputStream().write(1);
            await(listener.held);
            int written = MEGABYTE;
            while (listener.transport.write(ByteBuffer.allocate(MEGABYTE))) {
                written += MEGABYTE;
            }
            int before = readWhatIsThere(peer);
            assertThat(before).as("the socket did not take all").isLessThan(written);
            listener.transport.close();
            listener.released.countDown();
            assertThat(peer.getInputStream().readAllBytes()).isNotEmpty();
            await(listener.closed);
            assertThat(listener.cause).isNull();
        }
    }

    private static int readWhatIsThere(Socket peer) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        int total = 0;
        peer.setSoTimeout(500);
        try {
            while (true) {
                total += peer.getInputStream().read(buffer);
            }
        } catch (SocketTimeoutException empty) {
            peer.setSoTimeout((int) PATIENCE.toMillis());
            return total;
        }
    }

    @Test
    void whatThePeerSaidBeforeItBrokeIsDeliveredThoughAWriteFindsItFirst() throws Exception {
        Holding listener = new Holding();
        Socket peer = accept(listener);
        peer.getOutputStream().write(1);
        await(listener.held);
        peer.getOutputStream().write(new byte[1_000]);
        peer.close();
        // The first write is answered by a reset, later ones fail.
        for (int i = 0; i < 100; i++) {
            listener.transport.write(ByteBuffer.allocate(1_000));
        }
        listener.released.countDown();
        await(listener.closed);
        assertThat(listener.received).hasValue(1_001);
    }

    @Test
    void connectionsThatAlwaysHaveBytesAllGetTheirShare() throws Exception {
        List<Peeking> listeners =
                IntStream.range(0, 4).mapToObj(i -> new Peeking()).toList();
        for (Peeking listener : listeners) {
            Socket peer = accept(listener);
            Thread flood = new Thread(() -> flood(peer, listener), "flood");
            flood.setDaemon(true);
            flood.start();
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> listeners.stream().allMatch(listener -> listener.received.get() > 5 * MEGABYTE));
        listeners.forEach(listener -> listener.transport.close());
        for (Peeking listener : listeners) {
            await(listener.closed);
        }
    }

    private static void flood(Socket peer, Peeking listener) {
        byte[] bytes = new byte[100_000];
        try (peer) {
            while (listener.closed.getCount() > 0) {
                peer.getOutputStream().write(bytes);
            }
        } catch (IOException closed) {
            // by the other side, which ends the test
        }
    }

    @Test
    void anInterruptOfTheIoThreadEndsNothing() throws Exception {
        Peeking listener = new Peeking() {
            @Override
            public void onBytes(ByteBuffer bytes) {
                super.onBytes(bytes);
                Thread.currentThread().interrupt();
            }
        };
        try (Socket peer = accept(listener)) {
            for (int i = 1; i <= 20; i++) {
                int expected = i;
                peer.getOutputStream().write(i);
                Awaitility.await().atMost(PATIENCE).pollInSameThread().until(() -> listener.received.get() == expected);
            }
            assertThat(listener.closed.getCount()).isEqualTo(1);
        }
    }
}
