package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the documentation are those that the tests run, line by line. */
class RecipeExamplesTest {
    private static final Path ROOT = Path.of(System.getProperty("kazoo.root"));
    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @CsvSource({"lock, HeldWorkContract", "semaphore, SemaphoreLayoutContract", "lease, NonBlockingLeaseContract"})
    void theExampleIsRun(String page, String contract) throws IOException {
        String text = Files.readString(ROOT.resolve("docs/recipes/" + page + ".md"));
        assertThat(text).contains(contract + ".anExample");
        Matcher example = EXAMPLE.matcher(text);
        assertThat(example.find()).isTrue();
        List<String> wanted = statements(example.group(1));
        String source = Files.readString(ROOT.resolve("kazoo-tck/src/main/java/io/kazoo/tck/" + contract + ".java"));
        String test = source.substring(source.indexOf("void anExample()"));
        assertThat(statements(test)).containsSequence(wanted);
    }

    /** Lines may be broken elsewhere. */
    private static List<String> statements(String code) {
        return List.of(
                code.replaceAll("\\s+", " ").replaceAll(" ?\\. ?", ".").strip().split("(?<=[;{}]) ?"));
    }
}
