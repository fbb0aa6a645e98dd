package io.kazoo.recipes.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntriesTest {
    @Test
    void prefixesAreKazoos() {
        assertThat(Entries.prefix(0)).isEqualTo("entry-000-");
        assertThat(Entries.prefix(5)).isEqualTo("entry-005-");
        assertThat(Entries.prefix(999)).isEqualTo("entry-999-");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1000, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void otherPrioritiesAreRefused(int priority) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Entries.prefix(priority))
                .withMessageContaining("" + priority);
    }

    @Test
    void lowerPrioritiesComeFirstThenWhoCameFirst() {
        assertThat(Entries.inOrder(
                        List.of(
                                "entry-100-0000000000",
                                "entry-005-0000000003",
                                "entry-100-0000000002",
                                "entry-005-0000000001"),
                        Set.of()))
                .containsExactly(
                        "entry-005-0000000001", "entry-005-0000000003", "entry-100-0000000000", "entry-100-0000000002");
    }

    @Test
    void takenOnesAndStrangersAreLeftOut() {
        assertThat(Entries.inOrder(
                        List.of(
                                "entry-100-0000000000",
                                "entry-100-0000000001",
                                "entry-10-0000000001",
                                "entry-100-000000001",
                                "entry-100-9999999999",
                                "entry-100-0000000001.tmp",
                                "qn-0000000001",
                                "taken"),
                        Set.of("entry-100-0000000000")))
                .containsExactly("entry-100-0000000001");
        assertThat(Entries.inOrder(List.of("taken"), Set.of())).isEmpty();
    }

    /** kazoo sorts the names as text and would put the negative numbers first. */
    @Test
    void numbersGoOnPastTheLargestAndAcrossZero() {
        List<String> ring = List.of(
                "entry-100-2147483646", "entry-100-2147483647", "entry-100--2147483648", "entry-100--2147483647");
        assertThat(Entries.inOrder(ring, Set.of())).isEqualTo(ring);
        List<String> zero = List.of("entry-100--000000001", "entry-100-0000000000", "entry-100-0000000001");
        assertThat(Entries.inOrder(zero, Set.of())).isEqualTo(zero);
    }
}
