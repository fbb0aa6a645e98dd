package io.kazoo.testing;

import java.util.ArrayList;
import java.util.List;

/** Steps that are all taken, whatever fails on the way. */
final class Cleanup {
    private final List<RuntimeException> failures = new ArrayList<>();

    void run(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }

    /** Throws if something failed: with the first failure as cause and the others suppressed. */
    void throwFailures(String message) {
        if (!failures.isEmpty()) {
            IllegalStateException failure = new IllegalStateException(message, failures.get(0));
            failures.stream().skip(1).forEach(failure::addSuppressed);
            throw failure;
        }
    }
}
