package io.kazoo.recipes.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockOptionsTest {
    @Test
    void theDefaultsAreKazoos() {
        assertThat(LockOptions.defaults())
                .isEqualTo(new LockOptions("", true, List.of(), LockNaming.kazoo(), LossPolicy.LOST, false));
    }

    @Test
    void refiningMakesANewValue() {
        LockOptions refined = LockOptions.defaults()
                .withIdentifier("alice")
                .withEphemeral(false)
                .withExtraPatterns(List.of("-lock-"))
                .withNaming(LockNaming.curator())
                .withLossPolicy(LossPolicy.SUSPENDED)
                .withContainerParent(true);
        assertThat(refined)
                .isEqualTo(new LockOptions(
                        "alice", false, List.of("-lock-"), LockNaming.curator(), LossPolicy.SUSPENDED, true));
    }

    @Test
    void theListIsACopy() {
        List<String> patterns = new ArrayList<>(List.of("-lock-"));
        LockOptions options = LockOptions.defaults().withExtraPatterns(patterns);
        patterns.clear();
        assertThat(options.extraPatterns()).containsExactly("-lock-");
    }

    @Test
    void whatCannotBeRightIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LockOptions.defaults().withExtraPatterns(List.of("")));
        assertThatNullPointerException().isThrownBy(() -> LockOptions.defaults().withIdentifier(null));
        assertThatNullPointerException().isThrownBy(() -> LockOptions.defaults().withExtraPatterns(null));
        assertThatNullPointerException().isThrownBy(() -> LockOptions.defaults().withNaming(null));
        assertThatNullPointerException().isThrownBy(() -> LockOptions.defaults().withLossPolicy(null));
    }
}
