package io.kazoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CreateOptionsTest {
    @Test
    void aKindOfNodeIsEnough() {
        CreateOptions options = CreateOptions.of(CreateMode.EPHEMERAL);
        assertThat(options.mode()).isEqualTo(CreateMode.EPHEMERAL);
        assertThat(options.parents()).isFalse();
        assertThat(options.acls()).isNull();
    }

    @Test
    void refiningMakesANewValue() {
        CreateOptions plain = CreateOptions.of(CreateMode.PERSISTENT_SEQUENTIAL);
        CreateOptions refined = plain.withParents().withAcls(Acl.READ_ACL_UNSAFE);
        assertThat(refined)
                .isEqualTo(new CreateOptions(CreateMode.PERSISTENT_SEQUENTIAL, true, Acl.READ_ACL_UNSAFE, null));
        assertThat(plain).isEqualTo(new CreateOptions(CreateMode.PERSISTENT_SEQUENTIAL, false, null, null));
    }

    @Test
    void theListIsACopy() {
        List<Acl> acls = new ArrayList<>(Acl.CREATOR_ALL_ACL);
        CreateOptions options = CreateOptions.of(CreateMode.PERSISTENT).withAcls(acls);
        acls.clear();
        assertThat(options.acls()).isEqualTo(Acl.CREATOR_ALL_ACL).isUnmodifiable();
    }

    @Test
    void nullIsRefusedAtOnce() {
        assertThatNullPointerException().isThrownBy(() -> CreateOptions.of(null));
        assertThatNullPointerException()
                .isThrownBy(() -> CreateOptions.of(CreateMode.PERSISTENT).withAcls(Arrays.asList((Acl) null)));
    }

    @Test
    void modesTellWhatTheyAre() {
        assertThat(Arrays.stream(CreateMode.values()).filter(CreateMode::isEphemeral))
                .containsExactly(CreateMode.EPHEMERAL, CreateMode.EPHEMERAL_SEQUENTIAL);
        assertThat(Arrays.stream(CreateMode.values()).filter(CreateMode::isSequential))
                .containsExactly(CreateMode.PERSISTENT_SEQUENTIAL, CreateMode.EPHEMERAL_SEQUENTIAL);
    }

    @Test
    void aTimeToLiveIsForPersistentNodes() {
        Duration hour = Duration.ofHours(1);
        for (CreateMode mode : List.of(CreateMode.PERSISTENT, CreateMode.PERSISTENT_SEQUENTIAL)) {
            assertThat(CreateOptions.of(mode).withTtl(hour).withParents().ttl()).isEqualTo(hour);
        }
        for (CreateMode mode : List.of(CreateMode.EPHEMERAL, CreateMode.EPHEMERAL_SEQUENTIAL, CreateMode.CONTAINER)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CreateOptions.of(mode).withTtl(hour))
                    .withMessageContaining(mode.name());
        }
    }

    @Test
    void aTimeToLiveFitsInto40Bits() {
        CreateOptions options = CreateOptions.of(CreateMode.PERSISTENT);
        Duration longest = Duration.ofMillis((1L << 40) - 1);
        assertThat(options.withTtl(longest).ttl()).isEqualTo(longest);
        assertThat(options.withTtl(Duration.ofMillis(1)).ttl()).isEqualTo(Duration.ofMillis(1));
        for (Duration wrong : List.of(longest.plusNanos(1), Duration.ofNanos(999_999), Duration.ofMillis(-1))) {
            assertThatIllegalArgumentException().isThrownBy(() -> options.withTtl(wrong));
        }
    }
}
