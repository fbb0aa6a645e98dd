package io.kazoo.tck;

import static io.kazoo.tck.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.CreateMode;
import io.kazoo.KazooClient;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.Lock;
import io.kazoo.recipes.lock.LockOptions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What the tests of locks share: the lock's directory as another client sees it. */
abstract class LockScenario extends RecipeScenario {
    static final String PATH = "/some/lock";

    static Lock lockOf(KazooClient client, String identifier) {
        return Lock.create(client, PATH, LockOptions.defaults().withIdentifier(identifier));
    }

    /** Returns the names of the nodes in the lock's directory. */
    final List<String> names() {
        return childrenOf(PATH);
    }

    final void awaitContenders(int number) {
        eventually(() -> assertThat(names()).hasSize(number));
    }

    /** Waits until the lock's directory holds the nodes of these holds and no others. */
    final void awaitOnly(Hold... holds) {
        List<String> expected = Arrays.stream(holds)
                .map(held -> held.nodePath().substring(PATH.length() + 1))
                .toList();
        eventually(() -> assertThat(names()).containsExactlyInAnyOrderElementsOf(expected));
    }

    /** Waits until the server has neither a contender nor a watch of this test's any more. */
    final void awaitNothingLeft() {
        awaitOnly();
        eventually(() -> assertThat(watches()).isEmpty());
    }

    /** Waits until the server knows of a watch on a node of the lock's. */
    final void awaitWatched(String path) {
        eventually(() -> assertThat(watches()).contains(path));
    }

    /** Creates a contender as another implementation would. */
    final String createByHand(String prefix, String identifier) {
        byte[] data = identifier.getBytes(StandardCharsets.UTF_8);
        return observer().create(PATH + "/" + prefix, data, CreateMode.EPHEMERAL_SEQUENTIAL);
    }
}
