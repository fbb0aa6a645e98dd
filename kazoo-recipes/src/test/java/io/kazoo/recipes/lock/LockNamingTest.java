package io.kazoo.recipes.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.recipes.support.RecipePaths;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockNamingTest {
    @Test
    void namesHave32HexadecimalDigitsAndTheMarkerOfTheKind() {
        assertThat(LockNaming.kazoo().newPrefix(LockKind.EXCLUSIVE)).matches("[0-9a-f]{32}__lock__");
        assertThat(LockNaming.kazoo().newPrefix(LockKind.WRITE)).matches("[0-9a-f]{32}__lock__");
        assertThat(LockNaming.kazoo().newPrefix(LockKind.READ)).matches("[0-9a-f]{32}__rlock__");
    }

    @Test
    void noTwoAreTheSame() {
        assertThat(LockNaming.kazoo().newPrefix(LockKind.READ))
                .isNotEqualTo(LockNaming.kazoo().newPrefix(LockKind.READ));
    }

    @Test
    void theOwnNodeIsFoundByItsPrefix() {
        String prefix = LockNaming.kazoo().newPrefix(LockKind.EXCLUSIVE);
        String other = LockNaming.kazoo().newPrefix(LockKind.EXCLUSIVE);
        assertThat(RecipePaths.find(List.of(other + "0000000000", prefix + "0000000001"), prefix))
                .isEqualTo(prefix + "0000000001");
        assertThat(RecipePaths.find(List.of(other + "0000000000"), prefix)).isNull();
    }

    /** Python, Curator and Go as they write and as they look for names. */
    @Test
    void othersFindOurNames() {
        String uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
        assertThat(LockNaming.curator().newPrefix(LockKind.EXCLUSIVE)).matches("_c_" + uuid + "-lock-");
        assertThat(LockNaming.curatorLatch().newPrefix(LockKind.EXCLUSIVE)).matches("_c_" + uuid + "-latch-");
        assertThat(LockNaming.curatorReadWrite().newPrefix(LockKind.READ)).matches("_c_" + uuid + "-__READ__");
        assertThat(LockNaming.curatorReadWrite().newPrefix(LockKind.WRITE)).matches("_c_" + uuid + "-__WRIT__");
        assertThat(LockNaming.goZookeeper().newPrefix(LockKind.EXCLUSIVE)).matches("_c_[0-9a-f]{32}-lock-");
        assertThat(LockNaming.custom("my-", "#").newPrefix(LockKind.EXCLUSIVE)).matches("my-[0-9a-f]{32}#");
    }

    @Test
    void namingsAreValues() {
        assertThat(LockNaming.custom("a", "b"))
                .isEqualTo(LockNaming.custom("a", "b"))
                .hasSameHashCodeAs(LockNaming.custom("a", "b"))
                .isNotEqualTo(LockNaming.custom("a", "c"))
                .isNotEqualTo(LockNaming.custom("b", "b"))
                .hasToString("custom");
        assertThat(LockNaming.curator()).isNotEqualTo(LockNaming.goZookeeper());
    }

    /** A reader that was a writer has the number of its writer, in Curator: who has our number does not stand before us. */
    @Test
    void curatorsReadersMayShareANumberWithTheirWriter() {
        LockQueue readers = new LockQueue(LockNaming.curatorReadWrite(), LockKind.READ, List.of());
        LockQueue writers = new LockQueue(LockNaming.curatorReadWrite(), LockKind.WRITE, List.of());
        List<String> children =
                List.of("_c_w-__WRIT__0000000005", "_c_r-__READ__0000000005", "_c_o-__READ__0000000006");
        assertThat(readers.decide(children, "_c_r-__READ__0000000005")).isEqualTo(new Turn.Held());
        assertThat(readers.decide(children, "_c_o-__READ__0000000006"))
                .isEqualTo(new Turn.WaitFor("_c_w-__WRIT__0000000005"));
        assertThat(writers.decide(children, "_c_w-__WRIT__0000000005")).isEqualTo(new Turn.Held());
    }

    @Test
    void numbersKeepTheirOrderWhateverTheMarker() {
        LockQueue queue = new LockQueue(LockNaming.curator(), LockKind.EXCLUSIVE, List.of());
        assertThat(queue.contenders(List.of("_c_b-lock--2147483648", "_c_a-lock-2147483647", "_c_c-lock--999999999")))
                .containsExactly("_c_a-lock-2147483647", "_c_b-lock--2147483648", "_c_c-lock--999999999");
    }
}
