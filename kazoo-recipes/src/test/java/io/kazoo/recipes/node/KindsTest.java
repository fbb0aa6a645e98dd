package io.kazoo.recipes.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.Acl;
import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KindsTest {
    @ParameterizedTest
    @EnumSource
    void aNodeIsMadeAgainWithoutANumber(CreateMode mode) {
        CreateOptions options = CreateOptions.of(mode).withParents().withAcls(Acl.READ_ACL_UNSAFE);
        CreateOptions again = Kinds.unnumbered(options);
        assertThat(again.mode().isSequential()).isFalse();
        assertThat(again.mode().isEphemeral()).isEqualTo(mode.isEphemeral());
        assertThat(again.mode() == CreateMode.CONTAINER).isEqualTo(mode == CreateMode.CONTAINER);
        assertThat(again.parents()).isTrue();
        assertThat(again.acls()).isEqualTo(Acl.READ_ACL_UNSAFE);
    }

    @Test
    void theTimeToLiveStays() {
        Duration ttl = Duration.ofSeconds(5);
        CreateOptions options =
                CreateOptions.of(CreateMode.PERSISTENT_SEQUENTIAL).withTtl(ttl);
        assertThat(Kinds.unnumbered(options).ttl()).isEqualTo(ttl);
    }

    @ParameterizedTest
    @CsvSource({"9000,3000", "300,100", "299,100", "1,100"})
    void aNodeIsWrittenToThreeTimesInItsTime(long ttl, long pause) {
        CreateOptions options = CreateOptions.of(CreateMode.PERSISTENT).withTtl(Duration.ofMillis(ttl));
        assertThat(Kinds.touchAfter(options)).hasValue(Duration.ofMillis(pause));
        assertThat(Kinds.touchAfter(CreateOptions.of(CreateMode.PERSISTENT))).isEmpty();
    }
}
