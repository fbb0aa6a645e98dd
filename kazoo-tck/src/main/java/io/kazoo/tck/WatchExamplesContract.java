package io.kazoo.tck;

import static io.kazoo.tck.Waiting.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.KazooClient;
import io.kazoo.ZnodeStat;
import io.kazoo.recipes.cache.TreeCache;
import io.kazoo.recipes.watch.ChildrenWatch;
import io.kazoo.recipes.watch.DataWatch;
import io.kazoo.recipes.watch.WatchDecision;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples of the documentation, as they stand there. */
public abstract class WatchExamplesContract extends RecipeScenario {
    private KazooClient client;

    /** For subclasses. */
    protected WatchExamplesContract() {}

    @BeforeEach
    void start() {
        client = startClient();
    }

    @Test
    void theOneOfWatches() {
        List<String> settings = new CopyOnWriteArrayList<>();
        Set<String> joined = ConcurrentHashMap.newKeySet();
        client.create("/members");
        DataWatch watch = DataWatch.start(client, "/config", (node, event) -> {
            settings.add(node == null ? "default" : new String(node.data(), UTF_8));
            return WatchDecision.CONTINUE;
        });
        ChildrenWatch members = ChildrenWatch.start(client, "/members", change -> {
            joined.addAll(change.added());
            joined.removeAll(change.removed());
            return joined.size() < 3 ? WatchDecision.CONTINUE : WatchDecision.STOP;
        });
        watch.first().get();
        client.create("/config", "new".getBytes(UTF_8));
        eventually(() -> assertThat(settings).containsExactly("default", "new"));
        for (String name : List.of("a", "b", "c")) {
            client.create("/members/" + name);
        }
        members.ended().get();
        assertThat(joined).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void theOneOfTreeCache() {
        List<String> log = new CopyOnWriteArrayList<>();
        String port;
        Set<String> names;
        client.create("/services");
        client.create("/services/web");
        try (TreeCache cache = TreeCache.create(client, "/services")) {
            cache.listen(event -> log.add(event.type() + " " + event.path()));
            cache.start().get(); // or onComplete: on event loops nobody waits
            ZnodeStat written = client.set("/services/web", "8080".getBytes(UTF_8));
            cache.awaitZxid(written.mzxid()).get();
            port = cache.getData("/services/web")
                    .map(node -> new String(node.data(), UTF_8))
                    .orElse("none");
            names = cache.getChildren("/services").orElse(Set.of());
        }
        assertThat(port).isEqualTo("8080");
        assertThat(names).containsExactly("web");
        assertThat(log) // as far as it was told before the end
                .isSubsetOf(
                        "NODE_ADDED /services",
                        "NODE_ADDED /services/web",
                        "INITIALIZED null",
                        "NODE_UPDATED /services/web");
    }
}
