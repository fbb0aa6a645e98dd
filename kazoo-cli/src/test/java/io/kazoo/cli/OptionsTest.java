package io.kazoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    private static final DemoOptions DEFAULTS = DemoOptions.parse(List.of());

    @Test
    void hasDefaults() {
        assertThat(DEFAULTS).isEqualTo(new DemoOptions(null, 20, Duration.ofSeconds(10), true, false));
    }

    @Test
    void takesValuesEitherWay() {
        DemoOptions options =
                DemoOptions.parse(List.of("--hosts=zk1:2182,zk2/app", "--seconds", "7", "--timeout=3", "--no-color"));

        assertThat(options.hosts()).hasToString("zk1:2182,zk2:2181/app");
        assertThat(options.seconds()).isEqualTo(7);
        assertThat(options.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(options.color()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--nonsense      | the demo has no option --nonsense",
                "seven           | the demo has no option seven",
                "--seconds       | --seconds needs a value",
                "--seconds=x     | --seconds takes a number from 5 to 3600, not x",
                "--seconds=4     | --seconds takes a number from 5 to 3600, not 4",
                "--timeout=601   | --timeout takes a number from 1 to 600, not 601",
                "--no-color=yes  | --no-color takes no value",
                "--hosts=a:b     | --hosts: bad port in \"a:b\"",
            })
    void refusesWhatItCannotUnderstand(String arg, String message) {
        assertThatThrownBy(() -> DemoOptions.parse(List.of(arg)))
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.status()).isEqualTo(2))
                .hasMessage(message + " (see kazoo --help)");
    }

    @Test
    void usesColoursAndTheLiveLineOnATerminalOnly() {
        assertThat(Look.of(DEFAULTS, Map.of("COLUMNS", "120"), true)).isEqualTo(new Look(true, true, 120));
        assertThat(Look.of(DEFAULTS, Map.of(), false)).isEqualTo(new Look(false, false, 80));
        assertThat(Look.of(DEFAULTS, Map.of("TERM", "dumb"), true)).isEqualTo(new Look(false, false, 80));
    }

    @Test
    void leavesColoursOut() {
        DemoOptions without = DemoOptions.parse(List.of("--no-color"));

        assertThat(Look.of(without, Map.of(), true)).isEqualTo(new Look(false, true, 80));
        assertThat(Look.of(DEFAULTS, Map.of("NO_COLOR", "1"), true)).isEqualTo(new Look(false, true, 80));
        assertThat(Look.of(DEFAULTS, Map.of("NO_COLOR", ""), true).color()).isTrue();
    }

    @Test
    void theLogAndTheLiveLineExcludeEachOther() {
        assertThat(Look.of(DemoOptions.parse(List.of("--verbose")), Map.of(), true)
                        .live())
                .isFalse();
    }

    @Test
    void aNarrowTerminalIsNotTakenAtItsWord() {
        assertThat(Look.of(DEFAULTS, Map.of("COLUMNS", "10"), true).width()).isEqualTo(40);
        assertThat(Look.of(DEFAULTS, Map.of("COLUMNS", "wide"), true).width()).isEqualTo(80);
    }
}
