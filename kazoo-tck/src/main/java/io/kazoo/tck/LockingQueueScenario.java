package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.ClientId;
import io.kazoo.KazooClient;
import io.kazoo.WatchType;
import io.kazoo.recipes.queue.LockingQueue;
import io.kazoo.recipes.queue.QueueEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of locking queues share. */
abstract class LockingQueueScenario extends RecipeScenario {
    static final String PATH = "/some/queue";
    static final String ENTRIES = PATH + "/entries";
    static final String TAKEN = PATH + "/taken";

    private KazooClient client;
    private ClientId session;
    private LockingQueue queue;

    @BeforeEach
    void startConsumer() {
        client = startProxied();
        session = sessionOf(client);
        queue = LockingQueue.create(client, PATH);
    }

    /** Returns the session that it had at the beginning. */
    final ClientId session() {
        return session;
    }

    /** Returns the client whose connection fails. */
    final KazooClient client() {
        return client;
    }

    /** Returns its queue. */
    final LockingQueue queue() {
        return queue;
    }

    /** Returns the queue as another client has it. */
    final LockingQueue others() {
        return LockingQueue.create(observer(), PATH);
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static String text(QueueEntry entry) {
        return new String(entry.value(), UTF_8);
    }

    final void put(String... values) {
        others().putAll(List.of(values).stream()
                .map(LockingQueueScenario::bytes)
                .toList());
    }

    final List<String> taken() {
        return childrenOf(TAKEN);
    }

    /** Waits until the server knows of both watches of who waits; its list has none of children, so it is asked. */
    final void awaitWaiting() {
        eventually(() -> assertThat(isWatched(ENTRIES) && isWatched(TAKEN)).isTrue());
    }

    private boolean isWatched(String path) {
        return client.retry(() -> client.checkWatches(path, WatchType.CHILDREN));
    }

    /** Begins to wait for an entry; returns when the server knows of the watches. */
    final AsyncResult<QueueEntry> waiting() {
        AsyncResult<QueueEntry> waiting = queue.async().get();
        awaitWaiting();
        return waiting;
    }

    /** Waits until nobody holds or waits; the entries that are left stay. */
    final void awaitNothingHeld() {
        eventually(() -> assertThat(taken()).isEmpty());
        eventually(() -> assertThat(watches()).isEmpty());
        eventually(() -> assertThat(isWatched(ENTRIES) || isWatched(TAKEN)).isFalse());
    }

    /** Consumes all that is there, and returns it. */
    final List<String> drain() {
        List<String> values = new ArrayList<>();
        while (others().size() > 0) {
            QueueEntry entry = others().async().get().get(LIMIT);
            assertThat(entry.consumeAsync().get(LIMIT)).isTrue();
            values.add(text(entry));
        }
        return values;
    }
}
