package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of kazoo's tests says what the tags say, and every tag can be believed. */
class KazooCoverageTest {
    private static final Path PROJECT = Path.of(System.getProperty("kazoo.root"));

    @TempDir
    Path other;

    @BeforeEach
    void makeAnotherProject() throws IOException {
        write(KazooCoverage.BEHAVIOURS, """
                # a comment
                id\tfile\ttest\tport\tbehaviour\twhy not
                KT001\ttest_a.py\tA.test_one\tport\tone | <two>
                KT002\ttest_a.py\tA.test_two\tpython-only\ttwo\tnot here
                KT003\ttest_b.py\ttest_three\tadapt\tthree
                """);
        write("module/pom.xml", "");
    }

    @Test
    void everyTagCanBeBelieved() throws IOException {
        assertThat(KazooCoverage.read(PROJECT).problems()).isEmpty();
    }

    @Test
    void theTableIsUpToDate() throws IOException {
        assertThat(Files.readString(PROJECT.resolve(KazooCoverage.TABLE)))
                .as("%s is out of date; run: %s", KazooCoverage.TABLE, KazooCoverage.COMMAND)
                .isEqualTo(KazooCoverage.read(PROJECT).table());
    }

    @Test
    void theTableSaysWhatIsCoveredAndWhatIsNot() throws IOException {
        source("src/main/java/Contract", "abstract class Contract { @Test @Tag(\"KT001\") void proves() {} }");
        source("src/test/java/RealTest", """
                class RealTest {
                    @Nested class Inner extends Contract {}
                    @ParameterizedTest @Tag(value = "KT001") @Tag("slow") void provesToo() {}
                }""");
        assertThat(KazooCoverage.read(other).problems()).isEmpty();
        assertThat(KazooCoverage.read(other).table())
                .contains("| covered by tests | 1 |", "| not ported, Python only | 1 |", "| open | 1 |", " | 3 |")
                .contains("| KT001 | A.test_one | one \\| &lt;two> | covered by Contract.proves, RealTest.provesToo |")
                .contains("| KT002 | A.test_two | two | not ported: Python only, not here |")
                .contains("## test_b.py", "| KT003 | test_three | three | open |");
    }

    @Test
    void anIdThatDoesNotExistIsAnError() throws IOException {
        assertProblem("class ATest { @Test @Tag(\"KT999\") void a() {} }", "ATest.a claims KT999, which");
    }

    @Test
    void aTestThatIsDisabledProvesNothing() throws IOException {
        assertProblem(
                "class ATest { @Test @Disabled @Tag(\"KT001\") void a() {} }", "ATest.a claims KT001, but is dis");
        assertProblem("@Disabled(\"x\") class ATest { @Test @Tag(\"KT001\") void a() {} }", "but is disabled");
        assertProblem(
                "@Disabled class ATest { @Nested class B { @Test @Tag(\"KT001\") void a() {} } }",
                "ATest.B.a claims KT001, but is disabled");
    }

    @Test
    void aTestThatNobodyRunsProvesNothing() throws IOException {
        assertProblem("abstract class Contract { @Test @Tag(\"KT001\") void a() {} }", "but no test class runs it");
        assertProblem("class Forgotten { @Test @Tag(\"KT001\") void a() {} }", "but no test class runs it");
        assertProblem("""
                abstract class Contract { @Test @Tag("KT001") void a() {} }
                @Disabled class ATest extends Contract {}
                class BTest { class NotNested extends Contract {} }
                """, "but no test class runs it");
    }

    @Test
    void whatIsNoTestProvesNothing() throws IOException {
        assertProblem("class ATest { @Tag(\"KT001\") void a() {} }", "ATest.a claims KT001, but is no test");
        assertProblem("@Tag(\"KT001\") class ATest { @Test void a() {} }", "claims KT001, but is no test");
    }

    @Test
    void whatIsNotPortedHasAReason() throws IOException {
        write(KazooCoverage.BEHAVIOURS, """
                KT001\ta.py\tx\tpython-only\tone
                KT001\ta.py\tx\tport\tone
                KT002\ta.py\tx\tlater\ttwo
                """);
        source("src/test/java/ATest", "class ATest {}");
        assertThat(KazooCoverage.read(other).problems())
                .hasSize(3)
                .anyMatch(problem -> problem.contains("KT001 twice"))
                .anyMatch(problem -> problem.contains("KT002 is none of"));
    }

    private void assertProblem(String source, String expected) throws IOException {
        source("src/test/java/ATest", source);
        assertThat(KazooCoverage.read(other).problems())
                .singleElement()
                .asString()
                .contains(expected);
    }

    private void source(String name, String text) throws IOException {
        write("module/" + name + ".java", "import org.junit.jupiter.api.*;\n" + text);
    }

    private void write(String name, String text) throws IOException {
        Path file = other.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
