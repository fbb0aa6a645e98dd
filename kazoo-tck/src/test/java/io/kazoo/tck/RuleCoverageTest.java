package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each rule of the handler's contract has a test that bears its number. */
class RuleCoverageTest {
    private static final Path HANDLER = Path.of("../kazoo-api/src/main/java/io/kazoo/handler/Handler.java");
    private static final Pattern RULE = Pattern.compile("<b>H-(\\d+)</b>");
    private static final Pattern TEST = Pattern.compile("H(\\d+)_\\w+");

    @Test
    void everyRuleHasATestAndEveryTestARule() throws IOException, URISyntaxException {
        SortedSet<Integer> rules = numbers(RULE, Files.readString(HANDLER));
        SortedSet<Integer> tested = new TreeSet<>();
        for (Class<?> contract : contracts()) {
            Arrays.stream(contract.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Test.class))
                    .map(Method::getName)
                    .forEach(name -> tested.addAll(numbers(TEST, name)));
        }
        assertThat(rules).isNotEmpty();
        assertThat(tested).isEqualTo(rules);
    }

    private static SortedSet<Integer> numbers(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> Integer.valueOf(match.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Class<?>> contracts() throws IOException, URISyntaxException {
        Path classes = Path.of(LaneContract.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("io/kazoo/tck");
        try (Stream<Path> files = Files.list(classes)) {
            return files.map(file -> file.getFileName().toString())
                    .map(Pattern.compile("(\\w+Contract)\\.class")::matcher)
                    .filter(Matcher::matches)
                    .map(match -> load("io.kazoo.tck." + match.group(1)))
                    .collect(Collectors.toList());
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
