package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the documentation are those that the tests run. */
class CoordinationExamplesTest {
    private static final Path ROOT = Path.of(System.getProperty("kazoo.root"));
    private static final String FENCE = "```java\n";

    @ParameterizedTest
    @CsvSource({
        "counter, CounterContract",
        "barrier, BarrierContract",
        "party, PartyContract",
        "queue, LockingQueueContract"
    })
    void theExampleIsRun(String page, String contract) throws IOException {
        String text = Files.readString(ROOT.resolve("docs/recipes/" + page + ".md"));
        assertThat(text).contains(contract + ".anExample");
        int begin = text.indexOf(FENCE) + FENCE.length();
        String example = text.substring(begin, text.indexOf("```", begin));
        assertThat(example.lines().count()).isBetween(5L, 15L);
        String source = Files.readString(ROOT.resolve("kazoo-tck/src/main/java/io/kazoo/tck/" + contract + ".java"));
        assertThat(withoutSpace(source.substring(source.indexOf("void anExample()"))))
                .contains(withoutSpace(example));
    }

    /** Lines may be broken elsewhere. */
    private static String withoutSpace(String code) {
        return code.replaceAll("\\s+", "");
    }
}
