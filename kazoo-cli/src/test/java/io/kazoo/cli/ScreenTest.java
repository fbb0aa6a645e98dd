package io.kazoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void writesPlainLinesInAPipe() {
        try (Screen screen = new Screen(out, new Look(false, false, 80))) {
            screen.live(() -> "never shown");
            screen.text("Hello");
            screen.line(Kind.FAULT, "worker-1", "is in trouble");
        }

        assertThat(written()).matches("Hello\\R +0\\.[0-9]{2} s  worker-1  is in trouble\\R");
    }

    @Test
    void coloursWhoAndWhat() {
        try (Screen screen = new Screen(out, new Look(true, false, 80))) {
            screen.line(Kind.GOOD, "worker-2", "is well");
            screen.line(Kind.FAULT, "FAULT", "comes");
        }

        assertThat(written())
                .contains("\033[35mworker-2  \033[0m\033[32mis well\033[0m")
                .contains("\033[1;31mFAULT     \033[0m\033[1;31mcomes\033[0m");
    }

    @Test
    void breaksLongLinesBetweenWords() {
        try (Screen screen = new Screen(out, new Look(false, false, 40))) {
            screen.line(Kind.NOTE, "", "three words and some more of them");
        }

        assertThat(written().lines().skip(1)).containsExactly(" ".repeat(21) + "some more of them");
        assertThat(written().lines().map(String::length)).allMatch(length -> length <= 40);
    }

    @Test
    void takesTheLiveLineAwayBeforeEveryOther() {
        try (Screen screen = new Screen(out, new Look(false, true, 80))) {
            screen.live(() -> "alive");
            await().until(() -> written().contains("alive\033[?7h"));
            screen.text("a line");
        }

        assertThat(written()).contains("\033[?7h\r\033[2Ka line\n");
        assertThat(written()).as("nothing is left of it").matches("(?s).*(a line\\R|\\r\033\\[2K)");
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
