package io.kazoo.handler.threading;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.handler.DialRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The I/O thread is woken though there is nothing to do. kazoo's spun when it was (issue 94). */
class StrayWakeUpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int STRAY = 200;

    @Test
    @Tag("KT119")
    void eachIsSwallowedByOneTurn() throws Exception {
        BlockingQueue<CountingSelector> selectors = new LinkedBlockingQueue<>();
        try (ThreadingHandler handler = new ThreadingHandler(() -> opened(selectors))) {
            handler.start();
            CountingSelector selector = selectors.take();
            await(selector, 1);
            for (int i = 1; i <= STRAY; i++) {
                selector.wakeup();
                await(selector, 1 + i);
            }
            CountDownLatch later = new CountDownLatch(1);
            handler.schedule(Duration.ofMillis(300), later::countDown);
            assertThat(later.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(selector.selections).as("it waits").hasValue(1 + STRAY);
        }
    }

    @Test
    @Tag("KT119")
    void noneDisturbsAConnection() throws Exception {
        BlockingQueue<Selector> selectors = new LinkedBlockingQueue<>();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ThreadingHandler handler = new ThreadingHandler(() -> {
                    Selector selector = Selector.open();
                    selectors.add(selector);
                    return selector;
                })) {
            handler.start();
            Selector selector = selectors.take();
            Peeking listener = new Peeking();
            handler.dial(
                    new DialRequest((InetSocketAddress) server.getLocalSocketAddress(), "server", PATIENCE), listener);
            try (Socket peer = server.accept()) {
                peer.setSoTimeout((int) PATIENCE.toMillis());
                assertThat(listener.connected.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
                for (int i = 1; i <= STRAY; i++) {
                    int expected = i;
                    selector.wakeup();
                    listener.transport.write(ByteBuffer.wrap(new byte[] {(byte) i}));
                    selector.wakeup();
                    assertThat(peer.getInputStream().read()).isEqualTo(i);
                    peer.getOutputStream().write(i);
                    Awaitility.await()
                            .atMost(PATIENCE)
                            .pollInSameThread()
                            .pollInterval(Duration.ofMillis(1))
                            .until(() -> listener.received.get() == expected);
                }
                assertThat(listener.closed.getCount()).isEqualTo(1);
            }
        }
    }

    private static void await(CountingSelector selector, int selections) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(1))
                .until(() -> selector.selections.get() == selections);
    }

    private static Selector opened(BlockingQueue<CountingSelector> selectors) throws IOException {
        CountingSelector selector = new CountingSelector(Selector.open());
        selectors.add(selector);
        return selector;
    }

    /** Counts how often it is waited on. Takes no channels: those belong to the selector inside. */
    private static final class CountingSelector extends Selector {
        final AtomicInteger selections = new AtomicInteger();
        private final Selector inside;

        CountingSelector(Selector inside) {
            this.inside = inside;
        }

        @Override
        public int select() throws IOException {
            selections.incrementAndGet();
            return inside.select();
        }

        @Override
        public int select(long timeout) throws IOException {
            selections.incrementAndGet();
            return inside.select(timeout);
        }

        @Override
        public int selectNow() throws IOException {
            selections.incrementAndGet();
            return inside.selectNow();
        }

        @Override
        public Selector wakeup() {
            inside.wakeup();
            return this;
        }

        @Override
        public boolean isOpen() {
            return inside.isOpen();
        }

        @Override
        public SelectorProvider provider() {
            return inside.provider();
        }

        @Override
        public Set<SelectionKey> keys() {
            return inside.keys();
        }

        @Override
        public Set<SelectionKey> selectedKeys() {
            return inside.selectedKeys();
        }

        @Override
        public void close() throws IOException {
            inside.close();
        }
    }
}
