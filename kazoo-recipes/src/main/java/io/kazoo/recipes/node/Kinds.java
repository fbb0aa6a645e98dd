package io.kazoo.recipes.node;

import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import java.time.Duration;
import java.util.Optional;

/** Pure decisions about kinds of nodes. */
final class Kinds {
    /** A server looks for nodes whose time is up once a minute; more often than this is never needed. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

    private Kinds() {}

    /** Returns how a node is made again: the number of the first one is part of its name for ever. */
    static CreateOptions unnumbered(CreateOptions options) {
        CreateMode mode = switch (options.mode()) {
            case EPHEMERAL_SEQUENTIAL -> CreateMode.EPHEMERAL;
            case PERSISTENT_SEQUENTIAL -> CreateMode.PERSISTENT;
            default -> options.mode();
        };
        return new CreateOptions(mode, options.parents(), options.acls(), options.ttl());
    }

    /** Returns after what time a node is to be written to, so that its own is not up; empty if it has none. */
    static Optional<Duration> touchAfter(CreateOptions options) {
        return Optional.ofNullable(options.ttl())
                .map(ttl -> ttl.dividedBy(3))
                .map(third -> third.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : third);
    }
}
