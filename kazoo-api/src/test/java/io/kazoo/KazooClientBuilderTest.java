package io.kazoo;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.kazoo.exceptions.ConfigurationException;
import io.kazoo.handler.Handler;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bad values are refused where they are given, not when the client is built or, worse, started. */
class KazooClientBuilderTest {
    private final KazooClientBuilder builder = KazooClient.builder();

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> builder.sessionTimeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.sessionTimeout(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.sessionTimeout(Duration.ofDays(25)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.sessionTimeout(Duration.ofSeconds(Long.MAX_VALUE)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxRequestBytes(1023));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxPending(0));
    }

    @Test
    void nullIsRefusedAtOnce() {
        assertThatNullPointerException().isThrownBy(() -> builder.hosts((String) null));
        assertThatNullPointerException().isThrownBy(() -> builder.hosts((List<String>) null));
        assertThatNullPointerException().isThrownBy(() -> builder.sessionTimeout(null));
        assertThatNullPointerException().isThrownBy(() -> builder.clientId(null));
        assertThatNullPointerException().isThrownBy(() -> builder.handler((Handler) null));
        assertThatNullPointerException().isThrownBy(() -> builder.handler((String) null));
        assertThatNullPointerException().isThrownBy(() -> builder.defaultAcls(null));
        assertThatNullPointerException().isThrownBy(() -> builder.auth(null));
        assertThatNullPointerException().isThrownBy(() -> builder.auth("digest", null));
        assertThatNullPointerException().isThrownBy(() -> builder.connectionRetry(null));
        assertThatNullPointerException().isThrownBy(() -> builder.commandRetry(null));
    }

    @Test
    void withoutAnEngineTheErrorSaysWhatToAdd() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(builder::build)
                .withMessageContaining("io.kazoo:kazoo-core");
    }
}
