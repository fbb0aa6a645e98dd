package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.KazooClient;
import io.kazoo.RetryPolicy;
import io.kazoo.SaslOptions;
import io.kazoo.exceptions.AuthFailedException;
import io.kazoo.exceptions.KazooTimeoutException;
import io.kazoo.exceptions.RetryFailedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that misbehave in the middle of SASL: the client says what is wrong, and never hangs. */
public abstract class SaslFaultContract extends ScriptedContract {
    private static final byte[] CHALLENGE =
            "realm=\"zk-sasl-md5\",nonce=\"bm9uY2U=\",qop=\"auth\",charset=utf-8,algorithm=md5-sess".getBytes(UTF_8);

    /** For subclasses. */
    protected SaslFaultContract() {}

    private KazooClient client(RetryPolicy retry) {
        return newClient(builder -> builder.hosts(scripted.hosts())
                .sessionTimeout(Duration.ofSeconds(2))
                .sasl(SaslOptions.digestMd5("user", "password"))
                .connectionRetry(retry));
    }

    private static ScriptedConnection.Request challenged(ScriptedConnection connection) throws java.io.IOException {
        connection.grantSession(2_000);
        ScriptedConnection.Request first = connection.next(ScriptedConnection.SASL);
        connection.reply(first.xid(), 0, ScriptedConnection.string(new String(CHALLENGE, UTF_8)));
        return connection.next(ScriptedConnection.SASL);
    }

    @Test
    void aServerThatHangsUpInBetweenIsNamed() {
        for (int i = 0; i < 3; i++) {
            scripted.next(connection -> {
                challenged(connection);
                connection.hangUp();
            });
        }
        RetryPolicy quick =
                RetryPolicy.forever().withDelay(Duration.ofMillis(1)).withMaxTries(1);
        assertThatExceptionOfType(RetryFailedException.class)
                .isThrownBy(() -> client(quick).start(LIMIT))
                .withStackTraceContaining("SASL was not finished");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTokenThatNeverComesIsNotWaitedForEver(boolean first) {
        for (int i = 0; i < 20; i++) {
            scripted.next(connection -> {
                if (first) {
                    connection.grantSession(2_000);
                } else {
                    challenged(connection);
                }
                connection.ignore();
            });
        }
        KazooClient client = client(RetryPolicy.forever().withDelay(Duration.ofMillis(200)));
        assertThatExceptionOfType(KazooTimeoutException.class)
                .isThrownBy(() -> client.start(Duration.ofSeconds(3)))
                .withMessageContaining("SASL was not finished");
    }

    @Test
    void aServerThatDoesNotKnowThePasswordEitherIsRefused() {
        scripted.next(connection -> {
            ScriptedConnection.Request second = challenged(connection);
            connection.reply(second.xid(), 0, ScriptedConnection.string("rspauth=00000000000000000000000000000000"));
            connection.ignore();
        });
        assertThatExceptionOfType(AuthFailedException.class)
                .isThrownBy(() -> client(RetryPolicy.forever()).start(LIMIT))
                .withMessageContaining("SASL failed");
    }

    @Test
    void anythingButATokenIsTheEndOfTheConnection() {
        scripted.next(connection -> {
            connection.grantSession(2_000);
            ScriptedConnection.Request first = connection.next(ScriptedConnection.SASL);
            connection.reply(first.xid(), 0, new byte[] {0, 0, 1});
            connection.ignore();
        });
        scripted.next(connection -> {
            connection.grantSession(2_000);
            ScriptedConnection.Request first = connection.next(ScriptedConnection.SASL);
            connection.reply(first.xid(), -115, new byte[0]);
            connection.ignore();
        });
        assertThatExceptionOfType(AuthFailedException.class)
                .isThrownBy(() -> client(RetryPolicy.forever().withDelay(Duration.ofMillis(1)))
                        .start(LIMIT));
        assertThat(scripted.sessions()).isEqualTo(2);
    }
}
