package io.kazoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kazoo.testing.FaultProxy.Direction;
import io.kazoo.testing.FaultProxy.Ending;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The faults that need frames, in front of a real server. */
class FaultProxyZooKeeperTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    /** Length, protocol version, timeout, session id, password with its length, read-only. */
    private static final int HANDSHAKE_BYTES = 4 + 4 + 4 + 8 + 4 + 16 + 1;

    private static ManagedZooKeeper zk;
    private static FaultProxy proxy;

    @BeforeAll
    static void open() {
        zk = ManagedZooKeeper.launch();
        proxy = FaultProxy.to(zk.socketAddress());
    }

    @AfterAll
    static void close() {
        proxy.close();
        zk.close();
    }

    @AfterEach
    void heal() {
        proxy.heal();
    }

    @Test
    void theRequestIsAppliedAndItsReplyLost() throws Exception {
        try (RawSession session = connect(proxy.address())) {
            CompletableFuture<Void> dropped = proxy.dropReply(Frames.CREATE);
            assertThat(session.request(Frames.EXISTS, Frames.exists("/applied")))
                    .isEqualTo(Frames.NO_NODE);
            assertThat(dropped).isNotDone();
            assertThatThrownBy(() -> session.request(Frames.CREATE, Frames.create("/applied", Frames.PERSISTENT)))
                    .isInstanceOf(IOException.class);
            dropped.get(10, TimeUnit.SECONDS);
        }
        try (RawSession session = connect(proxy.address())) {
            assertThat(session.request(Frames.CREATE, Frames.create("/applied", Frames.PERSISTENT)))
                    .isEqualTo(Frames.NODE_EXISTS);
        }
    }

    @Test
    void aConnectionThatEndsLeavesTheDropToTheNext() throws Exception {
        CompletableFuture<Void> dropped = proxy.dropReply(Frames.CREATE);
        try (RawSession session = new RawSession(proxy.address(), Duration.ofSeconds(1))) {
            zk.suspend();
            assertThatThrownBy(() -> session.request(Frames.CREATE, Frames.create("/lost", Frames.PERSISTENT)))
                    .isInstanceOf(SocketTimeoutException.class);
            proxy.cut();
        } finally {
            zk.resume();
        }
        assertThat(dropped).isNotDone();
        try (RawSession session = connect(proxy.address())) {
            assertThatThrownBy(() -> session.request(Frames.CREATE, Frames.create("/next", Frames.PERSISTENT)))
                    .isInstanceOf(IOException.class);
        }
        dropped.get(10, TimeUnit.SECONDS);
    }

    @Test
    void theHandshakeCanBreakAtAnyByte() throws Exception {
        for (int bytes = 0; bytes < HANDSHAKE_BYTES; bytes++) {
            Ending how = bytes % 2 == 0 ? Ending.ORDERLY : Ending.RESET;
            CompletableFuture<Void> cut = proxy.cutAfter(Direction.TO_CLIENT, bytes, how);
            assertThatThrownBy(() -> connect(proxy.address()).close()).isInstanceOf(IOException.class);
            cut.get(10, TimeUnit.SECONDS);
        }
        CompletableFuture<Void> cut = proxy.cutAfter(Direction.TO_CLIENT, HANDSHAKE_BYTES, Ending.ORDERLY);
        try (RawSession session = connect(proxy.address())) {
            assertThat(session.isExpired()).isFalse();
            cut.get(10, TimeUnit.SECONDS);
            assertThatThrownBy(() -> session.request(Frames.EXISTS, Frames.exists("/")))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aSessionWorksByteByByteAndSlowly() throws IOException {
        proxy.splitReplies(true);
        proxy.delay(Duration.ofMillis(5), Duration.ofMillis(5));
        try (RawSession session = connect(proxy.address())) {
            assertThat(session.request(Frames.EXISTS, Frames.exists("/"))).isEqualTo(Frames.NO_ERROR);
        }
    }

    private static RawSession connect(InetSocketAddress address) throws IOException {
        return new RawSession(address, LIMIT);
    }
}
