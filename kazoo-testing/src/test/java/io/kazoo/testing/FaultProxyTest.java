package io.kazoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kazoo.testing.FaultProxy.Direction;
import io.kazoo.testing.FaultProxy.Ending;
import io.kazoo.testing.support.PortBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fault, on bytes that mean nothing. */
class FaultProxyTest {
    private static final int SHORT_MILLIS = 150;
    private static final int LIMIT_SECONDS = 10;

    private EchoServer echo;
    private FaultProxy proxy;

    @BeforeEach
    void open() throws IOException {
        echo = new EchoServer();
        proxy = FaultProxy.to(echo.address());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void passesEverythingOnAndTheEndOfEachDirection() throws Exception {
        byte[] much = new byte[3_000_000];
        new Random(7).nextBytes(much);
        try (Socket socket = connect()) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                try {
                    socket.getOutputStream().write(much);
                    socket.shutdownOutput();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertThat(socket.getInputStream().readAllBytes()).isEqualTo(much);
            sent.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(echo.connections().get(0).end()).isEqualTo("end of stream");
        await().until(() -> proxy.connectionsOpen() == 0);
        assertThat(proxy.connectionsAccepted()).isEqualTo(1);
    }

    @Test
    void countsConnections() throws IOException {
        try (Socket one = connect();
                Socket two = connect()) {
            roundTrip(one, "a");
            roundTrip(two, "b");
            assertThat(proxy.connectionsOpen()).isEqualTo(2);
            assertThat(proxy.toString()).contains(proxy.connectString(), "2 connections");
        }
        await().until(() -> proxy.connectionsOpen() == 0);
        assertThat(proxy.connectionsAccepted()).isEqualTo(2);
    }

    @Test
    void resetsBothSides() throws IOException {
        try (Socket socket = connect()) {
            roundTrip(socket, "x");
            proxy.cut();
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
            await().until(() -> echo.connections().get(0).end().contains("reset"));
            assertThat(proxy.connectionsOpen()).isZero();
        }
        try (Socket socket = connect()) {
            roundTrip(socket, "the next connection works");
        }
    }

    @Test
    void endsBothSidesInOrder() throws IOException {
        try (Socket socket = connect()) {
            roundTrip(socket, "x");
            proxy.cut(Ending.ORDERLY);
            assertThat(socket.getInputStream().read()).isNegative();
            await().until(() -> echo.connections().get(0).end().equals("end of stream"));
            socket.getOutputStream().write(1);
        }
        await().until(() -> proxy.connectionsOpen() == 0);
        assertThat(echo.connections().get(0).received()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"0, ORDERLY", "1, ORDERLY", "7, ORDERLY", "10, ORDERLY", "0, RESET", "1, RESET", "7, RESET", "10, RESET"
    })
    void cutsAtAByteOnTheWayBack(int bytes, Ending how) throws Exception {
        CompletableFuture<Void> cut = proxy.cutAfter(Direction.TO_CLIENT, bytes, how);
        try (Socket socket = connect()) {
            socket.getOutputStream().write("0123456789".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(bytes)).hasSize(bytes);
            cut.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (how == Ending.ORDERLY) {
                assertThat(socket.getInputStream().read()).isNegative();
            } else {
                assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
            }
        }
        try (Socket socket = connect()) {
            roundTrip(socket, "only one connection is cut");
        }
    }

    @Test
    void cutsAtAByteOnTheWayThereCountingFromNow() throws Exception {
        try (Socket socket = connect()) {
            roundTrip(socket, "before");
            CompletableFuture<Void> cut = proxy.cutAfter(Direction.TO_SERVER, 4, Ending.RESET);
            roundTrip(socket, "abc");
            assertThat(cut).isNotDone();
            socket.getOutputStream().write("defg".getBytes(StandardCharsets.US_ASCII));
            cut.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            await().until(() -> echo.connections().get(0).end().contains("reset"));
            assertThat(echo.connections().get(0).received())
                    .isEqualTo("beforeabcd".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void aCutCanBeCalledOff() throws IOException {
        assertThat(proxy.cutAfter(Direction.TO_SERVER, 2, Ending.RESET).cancel(false))
                .isTrue();
        CompletableFuture<Void> healed = proxy.cutAfter(Direction.TO_SERVER, 2, Ending.RESET);
        proxy.heal();
        assertThat(healed).isCancelled();
        try (Socket socket = connect()) {
            roundTrip(socket, "longer than two");
        }
        assertThatThrownBy(() -> proxy.cutAfter(Direction.TO_SERVER, -1, Ending.RESET))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesConnectionsButKeepsThoseThatExist() throws IOException {
        try (Socket socket = connect()) {
            roundTrip(socket, "before");
            proxy.refuseConnections(true);
            proxy.refuseConnections(true);
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
            roundTrip(socket, "after");
            proxy.refuseConnections(false);
            try (Socket other = connect()) {
                roundTrip(other, "again at the same address");
            }
        }
    }

    @Test
    void acceptsAndHangs() throws IOException {
        proxy.hangConnections(true);
        try (Socket socket = connect()) {
            assertSilence(socket, "hello?");
            proxy.hangConnections(false);
            assertSilence(socket, "still there?");
            assertThat(echo.connections()).isEmpty();
            assertThat(proxy.connectionsOpen()).isEqualTo(1);
        }
        await().until(() -> proxy.connectionsOpen() == 0);
        try (Socket socket = connect()) {
            roundTrip(socket, "others work again");
        }
    }

    @Test
    void aBlackholeHoldsEverythingUntilItIsGone() throws IOException {
        try (Socket closes = connect();
                Socket socket = connect()) {
            roundTrip(closes, "x");
            roundTrip(socket, "x");
            proxy.blackhole(true);
            assertSilence(socket, "held");
            closes.shutdownOutput();
            try (Socket other = connect()) {
                assertSilence(other, "new and held");
                assertThat(echo.connections().get(0).end()).isEqualTo("open");
                proxy.blackhole(false);
                assertThat(read(socket, 4)).isEqualTo("held");
                assertThat(read(other, 12)).isEqualTo("new and held");
            }
            await().until(() -> echo.connections().get(0).end().equals("end of stream"));
        }
    }

    @Test
    void aBlackholedConnectionCanBeCut() throws IOException {
        try (Socket socket = connect()) {
            roundTrip(socket, "x");
            proxy.blackhole(true);
            assertSilence(socket, "lost");
            proxy.cut(Ending.ORDERLY);
            assertThat(socket.getInputStream().read()).isNegative();
            await().until(() -> echo.connections().get(0).end().equals("end of stream"));
        }
        await().until(() -> proxy.connectionsOpen() == 0);
        assertThat(echo.connections().get(0).received()).hasSize(1);
    }

    @Test
    void delaysWithoutSlowingTheRate() throws IOException {
        try (Socket socket = connect()) {
            roundTrip(socket, "connected");
            proxy.delay(Duration.ofMillis(60), Duration.ofMillis(40));
            long start = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                socket.getOutputStream().write(i);
            }
            read(socket, 20);
            assertThat(millisSince(start)).isBetween(100L, 1000L);
            proxy.delay(Duration.ZERO, Duration.ZERO);
            start = System.nanoTime();
            roundTrip(socket, "fast");
            assertThat(millisSince(start)).isLessThan(100);
        }
    }

    @Test
    void slowsTheRate() throws IOException {
        try (Socket socket = connect()) {
            roundTrip(socket, "connected");
            proxy.throttle(10_000);
            long start = System.nanoTime();
            byte[] sent = new byte[1_500];
            socket.getOutputStream().write(sent);
            read(socket, sent.length);
            assertThat(millisSince(start)).isGreaterThanOrEqualTo(149);
            proxy.heal();
            roundTrip(socket, "fast");
        }
    }

    @Test
    void splitsRepliesIntoBytes() throws IOException {
        proxy.splitReplies(true);
        try (Socket socket = connect()) {
            byte[] sent = new byte[500];
            new Random(3).nextBytes(sent);
            socket.getOutputStream().write(sent);
            byte[] got = new byte[500];
            int length = 0;
            int reads = 0;
            while (length < got.length) {
                length += socket.getInputStream().read(got, length, got.length - length);
                reads++;
            }
            assertThat(got).isEqualTo(sent);
            assertThat(reads).isGreaterThan(20);
        }
    }

    @Test
    void goesToAnotherServer() throws IOException {
        try (EchoServer other = new EchoServer();
                Socket before = connect()) {
            roundTrip(before, "a");
            proxy.retarget(other.address());
            try (Socket after = connect()) {
                roundTrip(after, "b");
                roundTrip(before, "c");
            }
            assertThat(other.connections()).hasSize(1);
            assertThat(echo.connections()).hasSize(1);
        }
    }

    @Test
    void aServerThatIsNotThereResetsTheClient() throws IOException {
        InetSocketAddress gone = echo.address();
        echo.close();
        try (FaultProxy nowhere = FaultProxy.to(gone);
                Socket socket = new Socket(PortBlock.host(), nowhere.address().getPort())) {
            socket.setSoTimeout(LIMIT_SECONDS * 1000);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
            await().until(() -> nowhere.connectionsOpen() == 0);
        }
    }

    @Test
    void aResetOnOneSideReachesTheOther() throws IOException {
        try (Socket socket = connect()) {
            roundTrip(socket, "x");
            socket.setSoLinger(true, 0);
        }
        await().until(() -> echo.connections().get(0).end().contains("reset"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void closingEndsAllThereIs(boolean whileRefusing) throws IOException {
        Socket socket = connect();
        roundTrip(socket, "x");
        CompletableFuture<Void> drop = proxy.dropReply(1);
        proxy.refuseConnections(whileRefusing);
        String thread = "kazoo-fault-proxy-" + proxy.address().getPort();
        proxy.close();
        proxy.close();
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> proxy.cut())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The proxy is closed");
        assertThat(drop).isCancelled();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(running -> running.getName().equals(thread)));
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(PortBlock.host(), proxy.address().getPort());
        socket.setSoTimeout(LIMIT_SECONDS * 1000);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static void roundTrip(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        assertThat(read(socket, text.length())).isEqualTo(text);
    }

    private static String read(Socket socket, int length) throws IOException {
        byte[] bytes = socket.getInputStream().readNBytes(length);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static void assertSilence(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.setSoTimeout(SHORT_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(LIMIT_SECONDS * 1000);
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
