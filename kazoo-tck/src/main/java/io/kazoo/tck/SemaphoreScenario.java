package io.kazoo.tck;

import static io.kazoo.tck.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.KazooClient;
import io.kazoo.WatchType;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.LockOptions;
import io.kazoo.recipes.lock.Semaphore;
import java.util.Arrays;
import java.util.List;

/** What the tests of semaphores share: the leases and the queue of those who want to count, as another client sees them. */
abstract class SemaphoreScenario extends RecipeScenario {
    static final String PATH = "/some/semaphore";
    static final String GUARD = PATH + "-__lock__";

    static Semaphore semaphoreOf(KazooClient client, String identifier, int maxLeases) {
        return Semaphore.create(client, PATH, maxLeases, LockOptions.defaults().withIdentifier(identifier));
    }

    final List<String> leases() {
        return childrenOf(PATH);
    }

    /** Waits until so many contend to be the one who counts, the one who does included. */
    final void awaitQueue(int number) {
        eventually(() -> assertThat(childrenOf(GUARD)).hasSize(number));
    }

    /** Waits until these leases are held, no others, and nobody wants another. */
    final void awaitOnly(Hold... holds) {
        List<String> expected = Arrays.stream(holds)
                .map(held -> held.nodePath().substring(PATH.length() + 1))
                .toList();
        eventually(() -> assertThat(leases()).containsExactlyInAnyOrderElementsOf(expected));
        awaitQueue(0);
    }

    /** Waits until somebody of a client's watches the leases; the list of all watches does not name those of children. */
    final void awaitWatching(KazooClient client) {
        eventually(
                () -> assertThat(client.checkWatches(PATH, WatchType.CHILDREN)).isTrue());
    }

    /** Waits until the server has neither a node nor a watch of this test's any more, but for the two directories. */
    final void awaitNothingLeft(KazooClient... clients) {
        awaitOnly();
        eventually(() -> assertThat(watches()).isEmpty());
        for (KazooClient client : clients) {
            eventually(() ->
                    assertThat(client.checkWatches(PATH, WatchType.CHILDREN)).isFalse());
        }
    }
}
