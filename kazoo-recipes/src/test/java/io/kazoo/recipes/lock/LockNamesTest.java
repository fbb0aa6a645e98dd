package io.kazoo.recipes.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LockNamesTest {
    @Test
    void namesHave32HexadecimalDigitsAndTheMarkerOfTheKind() {
        assertThat(LockNames.newPrefix(LockKind.EXCLUSIVE)).matches("[0-9a-f]{32}__lock__");
        assertThat(LockNames.newPrefix(LockKind.WRITE)).matches("[0-9a-f]{32}__lock__");
        assertThat(LockNames.newPrefix(LockKind.READ)).matches("[0-9a-f]{32}__rlock__");
    }

    @Test
    void noTwoAreTheSame() {
        assertThat(LockNames.newPrefix(LockKind.READ)).isNotEqualTo(LockNames.newPrefix(LockKind.READ));
    }

    @Test
    void theOwnNodeIsFoundByItsPrefix() {
        String prefix = LockNames.newPrefix(LockKind.EXCLUSIVE);
        String other = LockNames.newPrefix(LockKind.EXCLUSIVE);
        assertThat(LockNames.find(List.of(other + "0000000000", prefix + "0000000001"), prefix))
                .isEqualTo(prefix + "0000000001");
        assertThat(LockNames.find(List.of(other + "0000000000"), prefix)).isNull();
    }
}
