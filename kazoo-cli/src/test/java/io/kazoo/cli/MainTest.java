package io.kazoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void tellsWhatThereIs(String arg) {
        assertThat(run(arg)).isZero();
        assertThat(text(out)).contains("usage: kazoo COMMAND", "demo", "--version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"help demo", "demo --help", "demo --seconds 7 -h"})
    void tellsAboutTheDemo(String args) {
        assertThat(run(args.split(" ", -1))).isZero();
        assertThat(text(out)).contains("usage: kazoo demo", "--hosts", "--seconds", "Exit status");
        assertThat(text(out).lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void tellsItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(text(out)).matches("kazoo [0-9]+\\.[0-9]+\\.[0-9]+\\S*\\R");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dance", "help dance", "demo --dance", "demo --hosts"})
    void saysInOneLineWhatIsWrong(String args) {
        assertThat(run(args.isEmpty() ? new String[0] : args.split(" ", -1))).isEqualTo(2);
        assertThat(text(out)).isEmpty();
        assertThat(text(err)).matches("kazoo: .* \\(see kazoo --help\\)\\R");
    }

    private int run(String... args) {
        return new Main(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(List.of(args));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
