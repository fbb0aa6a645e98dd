package io.kazoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.kazoo.spi.ClientConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Credentials and session passwords: copied in, copied out, never printed. */
class SecretsTest {
    private static final byte[] PASSWORD = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final ClientId SESSION = new ClientId(0xfedc_ba98_7654_3210L, PASSWORD);
    private static final AuthData AUTH = new AuthData("digest", "user:pa55word".getBytes(StandardCharsets.US_ASCII));

    @Test
    void textsLeaveSecretsOut() {
        assertThat(SESSION).hasToString("0xfedcba9876543210");
        assertThat(AUTH).hasToString("digest:***");
        ClientConfig config = new ClientConfig(
                HostList.parse("h"),
                Duration.ofSeconds(1),
                SESSION,
                Acl.OPEN_ACL_UNSAFE,
                List.of(AUTH),
                RetryPolicy.forever(),
                RetryPolicy.forever(),
                true,
                1024,
                1,
                1024,
                1024,
                null,
                false,
                TlsOptions.defaults()
                        .withTrustStore(Path.of("trust"), "pa55word")
                        .withKeyStore(Path.of("key"), "pa55word"),
                SaslOptions.digestMd5("user", "pa55word"),
                false);
        assertThat(config.toString())
                .contains("0xfedcba9876543210", "digest:***", "username=user, password=***", "file=trust, password=***")
                .doesNotContain("0123456789abcdef", "pa55word", Arrays.toString(PASSWORD));
    }

    @Test
    void arraysAreCopies() {
        byte[] password = PASSWORD.clone();
        ClientId session = new ClientId(1, password);
        password[0]++;
        session.password()[1]++;
        assertThat(session.password()).isEqualTo(PASSWORD);

        byte[] credential = {1, 2};
        AuthData auth = new AuthData("x", credential);
        credential[0]++;
        auth.credential()[1]++;
        assertThat(auth.credential()).containsExactly(1, 2);
    }

    @Test
    void equalityIsByContent() {
        assertThat(SESSION)
                .isEqualTo(new ClientId(SESSION.sessionId(), PASSWORD))
                .hasSameHashCodeAs(new ClientId(SESSION.sessionId(), PASSWORD))
                .isNotEqualTo(new ClientId(1, PASSWORD))
                .isNotEqualTo(new ClientId(SESSION.sessionId(), new byte[16]));
        assertThat(AUTH)
                .isEqualTo(new AuthData("digest", AUTH.credential()))
                .hasSameHashCodeAs(new AuthData("digest", AUTH.credential()))
                .isNotEqualTo(new AuthData("sasl", AUTH.credential()))
                .isNotEqualTo(new AuthData("digest", new byte[0]));
    }

    @Test
    void whatCanNeverBeRightIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ClientId(1, new byte[15]));
        assertThatNullPointerException().isThrownBy(() -> new ClientId(1, null));
        assertThatNullPointerException().isThrownBy(() -> new AuthData(null, new byte[0]));
        assertThatNullPointerException().isThrownBy(() -> new AuthData("digest", null));
    }
}
