package io.kazoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The numbers of a printed summary. */
final class SummaryText {
    private static final Pattern LINE = Pattern.compile("  ([a-z -]+): +([0-9,]+)(  .*)?");

    private SummaryText() {}

    static Map<String, Integer> parse(List<String> lines) {
        Map<String, Integer> numbers = lines.stream()
                .dropWhile(line -> !line.startsWith("Summary"))
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(
                        match -> match.group(1),
                        match -> Integer.parseInt(match.group(2).replace(",", ""))));
        assertThat(numbers)
                .as("the summary in %s", lines)
                .containsOnlyKeys(
                        "increments",
                        "hand-overs",
                        "longest gap",
                        "replies lost",
                        "late writes refused",
                        "two holders at once",
                        "lost updates");
        return numbers;
    }
}
