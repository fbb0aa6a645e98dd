package io.kazoo.recipes.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.ZnodeStat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    private static ZnodeStat stat(long created, int version) {
        return new ZnodeStat(created, 0, 0, 0, version, 0, 0, 0, 0, 0, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 5, false, OPEN",
        "1, 5, true, OPEN",
        "1, 6, false, NOT_APPLIED",
        "1, 6, true, UNKNOWN",
        "1, 7, false, UNKNOWN",
        "1, 7, true, UNKNOWN",
        "2, 5, false, UNKNOWN",
        "2, 6, false, UNKNOWN"
    })
    void judgesByVersionAndData(long created, int version, boolean sameData, Verdict expected) {
        assertThat(Verdict.of(stat(1, 5), stat(created, version), sameData)).isEqualTo(expected);
    }

    /** Versions go round. */
    @ParameterizedTest
    @CsvSource({"-2147483648, false, NOT_APPLIED", "2147483647, true, OPEN"})
    void judgesPastTheLargestVersion(int version, boolean sameData, Verdict expected) {
        assertThat(Verdict.of(stat(1, Integer.MAX_VALUE), stat(1, version), sameData))
                .isEqualTo(expected);
    }
}
