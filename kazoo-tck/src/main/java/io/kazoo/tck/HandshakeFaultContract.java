package io.kazoo.tck;

import static io.kazoo.tck.ScriptedConnection.SESSION;
import static io.kazoo.tck.ScriptedConnection.TIMEOUT_MILLIS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.KazooClient;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that break off, or garble, the handshake: the client goes on to look for one that does not. */
public abstract class HandshakeFaultContract extends ScriptedContract {
    private static final byte[] DATA = "data".getBytes(UTF_8);

    /** For subclasses. */
    protected HandshakeFaultContract() {}

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theHandshakeMayEndAtAnyByte(boolean reset) {
        byte[] whole = ScriptedConnection.handshake(TIMEOUT_MILLIS, SESSION);
        for (int bytes = 0; bytes < whole.length; bytes++) {
            byte[] part = Arrays.copyOf(whole, bytes);
            scripted.next(connection -> {
                if (part.length % 2 == 0) {
                    connection.readHandshake();
                }
                connection.send(part);
                if (reset) {
                    connection.reset();
                } else {
                    connection.hangUp();
                }
            });
        }
        KazooClient client = startScripted();
        assertThat(client.get("/a").data()).isEqualTo(DATA);
        // Servers before 3.4 leave out the last byte, which says whether they are read-only: that is a session.
        assertThat(scripted.sessions()).isGreaterThanOrEqualTo(whole.length);
    }

    static List<byte[]> brokenHandshakes() {
        return List.of(
                frame(3, 1, 2, 3),
                frame(0),
                frame(-1),
                frame(Integer.MAX_VALUE),
                handshakeWithPasswordLength(Integer.MAX_VALUE),
                handshakeWithPasswordLength(-7),
                "imok".getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("brokenHandshakes")
    @Tag("KT116")
    void anUndecodableHandshakeIsTriedAgain(byte[] handshake) {
        scripted.next(connection -> {
            connection.readHandshake();
            connection.send(handshake);
            connection.hangUp();
        });
        KazooClient client = startScripted();
        assertThat(client.get("/a").data()).isEqualTo(DATA);
        assertThat(scripted.sessions()).isEqualTo(2);
    }

    @Test
    void aServerThatNeverAnswersTheHandshakeIsGivenUp() {
        scripted.next(connection -> {
            connection.readHandshake();
            connection.ignore();
        });
        KazooClient client = startScripted();
        assertThat(client.get("/a").data()).isEqualTo(DATA);
        assertThat(scripted.sessions()).isEqualTo(2);
    }

    private static byte[] handshakeWithPasswordLength(int length) {
        byte[] handshake = ScriptedConnection.handshake(TIMEOUT_MILLIS, SESSION);
        ByteBuffer.wrap(handshake).putInt(4 + 4 + 4 + 8, length);
        return handshake;
    }
}
