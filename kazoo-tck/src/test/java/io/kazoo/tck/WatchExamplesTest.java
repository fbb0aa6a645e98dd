package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the documentation are what is compiled and run. */
class WatchExamplesTest {
    private static final Path SOURCE = Path.of("src/main/java/io/kazoo/tck/WatchExamplesContract.java");

    @ParameterizedTest
    @ValueSource(strings = {"watches.md", "tree-cache.md"})
    void theyAreRunAsTheyStand(String page) throws IOException {
        String text = Files.readString(Path.of("../docs/recipes").resolve(page));
        int begin = text.indexOf("```java\n") + "```java\n".length();
        String example = text.substring(begin, text.indexOf("```", begin));
        assertThat(example.lines().count()).isBetween(5L, 15L);
        assertThat(withoutSpace(Files.readString(SOURCE))).contains(withoutSpace(example));
    }

    /** Formatters may break lines elsewhere. */
    private static String withoutSpace(String code) {
        return code.replaceAll("\\s+", "");
    }
}
