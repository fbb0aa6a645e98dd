package io.kazoo.tck;

import static io.kazoo.tck.ScriptedConnection.GET_DATA;
import static io.kazoo.tck.ScriptedConnection.SESSION;
import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.NodeData;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.ErrorCode;
import io.kazoo.exceptions.KazooException;
import io.kazoo.exceptions.NotReadOnlyException;
import io.kazoo.exceptions.Outcome;
import io.kazoo.exceptions.ProtocolException;
import io.kazoo.exceptions.ZookeeperException;
import io.kazoo.tck.ScriptedConnection.Request;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Servers that say what they must not: whatever it is, it costs one request or one connection, never the client, and
 * no caller waits for ever.
 */
public abstract class ProtocolFaultContract extends ScriptedContract {
    private static final byte[] DATA = "data".getBytes(UTF_8);

    /** For subclasses. */
    protected ProtocolFaultContract() {}

    @Test
    @Tag("KT112")
    void anUndecodableReplyFailsItsRequestOnly() {
        scripted.next(connection -> {
            connection.grantSession();
            connection.reply(connection.next(GET_DATA).xid(), 0, new byte[] {0, 0, 0, 9, 1});
            connection.serve();
        });
        KazooClient client = startScripted();
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> client.get("/a"));
        assertThat(client.get("/a").data()).isEqualTo(DATA);
        assertThat(scripted.sessions()).as("the connection was kept").isEqualTo(1);
    }

    /** Lengths inside a reply that no reply can hold. */
    @ParameterizedTest
    @ValueSource(ints = {-2, Integer.MIN_VALUE, 1_000_000, Integer.MAX_VALUE})
    void anAbsurdLengthInAReplyFailsItsRequestOnly(int length) {
        scripted.next(connection -> {
            connection.grantSession();
            byte[] body = ByteBuffer.allocate(80).putInt(length).array();
            connection.reply(connection.next(GET_DATA).xid(), 0, body);
            connection.serve();
        });
        KazooClient client = startScripted();
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> client.get("/a"));
        assertThat(client.get("/a").data()).isEqualTo(DATA);
        assertThat(scripted.sessions()).as("the connection was kept").isEqualTo(1);
    }

    /** kazoo's connection thread dies of it (issue 229). */
    @Test
    void anUnknownErrorCodeFailsItsRequestOnly() {
        scripted.next(connection -> {
            connection.grantSession();
            connection.reply(connection.next(GET_DATA).xid(), -666, new byte[0]);
            connection.serve();
        });
        KazooClient client = startScripted();
        assertThatExceptionOfType(ZookeeperException.class)
                .isThrownBy(() -> client.get("/a"))
                .satisfies(e -> assertThat(e.rawCode()).isEqualTo(-666))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN));
        assertThat(client.get("/a").data()).isEqualTo(DATA);
        assertThat(scripted.sessions()).as("the connection was kept").isEqualTo(1);
    }

    /** kazoo's client ends up CLOSED for good (issues 254, 727); here the connection is given up. */
    @Test
    @Tag("KT122")
    void aReplyToARequestNobodyMadeCostsTheConnection() {
        scripted.next(connection -> {
            connection.grantSession();
            connection.reply(connection.next(GET_DATA).xid() + 100, 0, ScriptedConnection.data());
            connection.ignore();
        });
        KazooClient client = startScripted();
        assertMaybeApplied(client.async().get("/a"));
        assertThat(client.get("/a").data()).isEqualTo(DATA);
        assertThat(scripted.sessions()).isEqualTo(2);
        assertThat(client.clientId().orElseThrow().sessionId())
                .as("the session was kept")
                .isEqualTo(SESSION);
    }

    /** Replies come in order, but for errors found before the queue (zookeeper: -119, -102 with eager checks). */
    @Test
    void anErrorMayOvertakeEarlierReplies() {
        scripted.next(connection -> {
            connection.grantSession();
            Request first = connection.next(GET_DATA);
            Request second = connection.next(GET_DATA);
            connection.reply(second.xid(), -119, new byte[0]);
            connection.reply(first.xid(), 0, ScriptedConnection.data());
            connection.serve();
        });
        KazooClient client = startScripted();
        AsyncResult<NodeData> first = client.async().get("/first");
        AsyncResult<NodeData> second = client.async().get("/second");
        assertThat(failureOf(second)).isInstanceOf(NotReadOnlyException.class);
        assertThat(first.get(LIMIT).data()).isEqualTo(DATA);
        assertThat(scripted.sessions()).as("the connection was kept").isEqualTo(1);
    }

    static Stream<byte[]> brokenFrames() {
        return Stream.of(
                frame(Integer.MAX_VALUE),
                frame(64 << 20),
                frame(-1),
                frame(Integer.MIN_VALUE),
                frame(0),
                frame(3, 1, 2, 3),
                frame(15, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0),
                "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8),
                notification(new byte[] {1, 2, 3}),
                notification(
                        ByteBuffer.allocate(12).putInt(1).putInt(3).putInt(1000).array()));
    }

    /** Frames that cannot be, and notifications that cannot be read. */
    @ParameterizedTest
    @MethodSource("brokenFrames")
    void aBrokenFrameCostsTheConnectionAtTheMost(byte[] frame) {
        scripted.next(connection -> {
            connection.grantSession();
            connection.next(GET_DATA);
            connection.send(frame);
            connection.hangUp();
        });
        KazooClient client = startScripted();
        AsyncResult<NodeData> hit = client.async().get("/a");
        assertThat(failureOf(hit)).isInstanceOf(KazooException.class);
        assertThat(client.retry(() -> client.get("/a")).data()).isEqualTo(DATA);
        assertThat(scripted.sessions()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 10, 19, 20, 30})
    void aTruncatedReplyIsALostConnection(int bytes) {
        scripted.next(connection -> {
            connection.grantSession();
            Request request = connection.next(GET_DATA);
            byte[] reply = connection.replyFrame(request.xid(), 0, ScriptedConnection.data());
            connection.send(Arrays.copyOf(reply, bytes));
            connection.hangUp();
        });
        KazooClient client = startScripted();
        assertMaybeApplied(client.async().get("/a"));
        assertThat(client.get("/a").data()).isEqualTo(DATA);
    }

    /** The same seeds on every run: a failure can be repeated. */
    @Test
    void noiseNeverKillsTheClient() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            byte[] noise = new byte[1 + random.nextInt(200)];
            random.nextBytes(noise);
            // Small first bytes make plausible lengths, so that the noise gets further in.
            int small = random.nextInt(4);
            Arrays.fill(noise, 0, Math.min(small, noise.length), (byte) 0);
            boolean afterHandshake = random.nextBoolean();
            scripted.next(connection -> {
                if (afterHandshake) {
                    connection.grantSession();
                }
                connection.send(noise);
                connection.hangUp();
            });
        }
        KazooClient client = startScripted();
        assertThat(client.retry(() -> client.get("/a")).data()).isEqualTo(DATA);
        eventually(() -> {
            assertThat(client.retry(() -> client.get("/a")).data()).isEqualTo(DATA);
            assertThat(scripted.sessions()).isEqualTo(41);
        });
    }

    /** Nobody may tell a client to wait for ever for the end. */
    @Test
    void stopDoesNotWaitForAServerThatIsSilent() {
        scripted.next(connection -> {
            connection.grantSession(1000);
            connection.ignore();
        });
        KazooClient client = startScripted();
        AsyncResult<NodeData> pending = client.async().get("/a");
        long begin = System.nanoTime();
        client.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(failureOf(pending)).isInstanceOf(KazooException.class);
        assertThat(client.isConnected()).isFalse();
    }

    private static void assertMaybeApplied(AsyncResult<?> result) {
        assertThat(failureOf(result))
                .isInstanceOfSatisfying(
                        ConnectionLossException.class,
                        e -> assertThat(e.outcome()).isEqualTo(Outcome.MAYBE_APPLIED));
    }

    private static byte[] notification(byte[] body) {
        return ByteBuffer.allocate(20 + body.length)
                .putInt(16 + body.length)
                .putInt(-1)
                .putLong(-1)
                .putInt(0)
                .put(body)
                .array();
    }
}
