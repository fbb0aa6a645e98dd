package io.kazoo.tck;

import static io.kazoo.tck.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.KazooClient;
import io.kazoo.WatchType;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of watches and caches share: a client behind the proxy, and what it has left there and on the server. */
abstract class WatchScenario extends RecipeScenario {
    private CountedClient counted;

    @BeforeEach
    void startCountedClient() {
        counted = new CountedClient(startProxied());
    }

    /** Returns the client under test. */
    final KazooClient client() {
        return counted.client();
    }

    /** Returns how many state listeners there are in the client. */
    final int listeners() {
        return counted.listeners();
    }

    /** Asks the server itself; its lists of watches leave out those on children. */
    final boolean isWatched(String path) {
        return client().retry(() -> client().checkWatches(path, WatchType.ANY));
    }

    final void awaitWatched(String path) {
        eventually(() -> assertThat(isWatched(path)).as("watch on %s", path).isTrue());
    }

    /** Waits until the client has no listener, and the server no watch on these nodes. */
    final void awaitNothingLeft(String... paths) {
        for (String path : paths) {
            eventually(() -> assertThat(isWatched(path)).as("watch on %s", path).isFalse());
        }
        eventually(() -> assertThat(watches()).isEmpty());
        eventually(() -> assertThat(listeners()).isZero());
    }
}
