package io.kazoo.recipes.partition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The order of strings that Python has: by code points, not, as in Java, by halves of surrogate pairs. */
final class CodePoints {
    /** Bytes of UTF-8 compare as the code points do. */
    private static final Comparator<String> ORDER =
            Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private CodePoints() {}

    static List<String> sorted(Collection<String> texts) {
        return texts.stream().sorted(ORDER).toList();
    }
}
