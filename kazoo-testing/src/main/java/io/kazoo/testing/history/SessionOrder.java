package io.kazoo.testing.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds out whether each session saw time go forward only: no answer shows the store older than an answer before showed it
 * to the same session, whichever server gave it.
 */
public final class SessionOrder {
    private SessionOrder() {}

    /**
     * Looks at a history.
     *
     * @param seen what sessions saw, each session's in the order of its answers
     * @return the answers that went back, none if all is well
     */
    public static List<Seen> violations(List<Seen> seen) {
        Map<String, Long> latest = new HashMap<>();
        List<Seen> violations = new ArrayList<>();
        for (Seen each : seen) {
            if (each.version() < latest.merge(each.session(), each.version(), Math::max)) {
                violations.add(each);
            }
        }
        return violations;
    }

    /**
     * What an answer showed.
     *
     * @param session whose answer it was
     * @param version of what it showed, growing with each change, such as a node's version or the zxid of its last change
     */
    public record Seen(String session, long version) {}
}
