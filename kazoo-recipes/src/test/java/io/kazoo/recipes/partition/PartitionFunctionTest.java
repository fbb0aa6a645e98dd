package io.kazoo.recipes.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionFunctionTest {
    private static final PartitionFunction FUNCTION = PartitionFunction.everyNth();

    /** As Python computes {@code sorted(partitions)[sorted(members).index(me)::len(members)]}. */
    @ParameterizedTest
    @CsvSource({"a,'0,3'", "b,'1,4'", "c,'2'"})
    void everyMemberTakesEveryNth(String me, String part) throws Exception {
        Set<String> partitions = Set.of("4", "3", "2", "1", "0");
        assertThat(FUNCTION.partition(me, List.of("c", "a", "b"), partitions)).containsExactly(part.split(","));
    }

    @Test
    void partsAreDisjointAndAll() throws Exception {
        for (int members = 1; members < 9; members++) {
            for (int size = 0; size < 20; size++) {
                Set<String> partitions =
                        IntStream.range(0, size).mapToObj(each -> "p" + each).collect(Collectors.toSet());
                List<String> names =
                        IntStream.range(0, members).mapToObj(each -> "m" + each).toList();
                List<String> all = new ArrayList<>();
                for (String name : names) {
                    all.addAll(FUNCTION.partition(name, names, partitions));
                }
                assertThat(all).containsExactlyInAnyOrderElementsOf(partitions);
            }
        }
    }

    /** Python sorts by code points; Java would put what lies beyond 16 bits in front of U+FF5E. */
    @Test
    void theOrderIsPythons() throws Exception {
        String tilde = "\uff5e";
        String face = "\ud83d\ude00";
        assertThat(CodePoints.sorted(Set.of(face, tilde, "a"))).containsExactly("a", tilde, face);
        assertThat(FUNCTION.partition(tilde, List.of(face, tilde), Set.of(face, tilde)))
                .containsExactly(tilde);
    }

    @Test
    void membersAreCalledByWhatFollowsTheFirstDash() {
        assertThat(Members.identifiers(List.of("0f-b-1", "1f-a", "foreign"))).containsExactly("a", "b-1", "foreign");
        assertThat(Members.isAlone("a", List.of("a", "b"))).isTrue();
        assertThat(Members.isAlone("a", List.of("a", "a"))).isFalse();
        assertThat(Members.isAlone("a", List.of("b"))).isFalse();
    }

    @Test
    void whatIsNoPartIsRefused() {
        Set<String> partitions = Set.of("a", "b");
        assertThat(Members.check(List.of("b", "a"), partitions)).containsExactly("b", "a");
        assertThat(Members.check(List.of(), partitions)).isEmpty();
        for (List<String> wrong : Arrays.asList(null, List.of("c"), List.of("a", "a"), Arrays.asList("a", null))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Members.check(wrong, new HashSet<>(partitions)))
                    .withMessageContaining(String.valueOf(wrong));
        }
    }
}
