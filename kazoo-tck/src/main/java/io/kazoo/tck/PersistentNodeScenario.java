package io.kazoo.tck;

import static io.kazoo.tck.Waiting.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.KazooClient;
import io.kazoo.recipes.node.PersistentNode;
import io.kazoo.recipes.node.PersistentNodeListener;
import java.util.Objects;

/** What the tests of nodes that are kept share. */
abstract class PersistentNodeScenario extends RecipeScenario {
    static final String PATH = "/some/node";
    static final CreateOptions EPHEMERAL = CreateOptions.of(CreateMode.EPHEMERAL);

    static PersistentNode nodeOf(KazooClient client, CreateOptions options) {
        return PersistentNode.create(client, PATH, bytes("first"), options);
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    final String textOf(String path) {
        return new String(Objects.requireNonNull(observer().get(path).data()), UTF_8);
    }

    static Events<String> listen(PersistentNode node) {
        Events<String> created = new Events<>();
        node.addListener(created::add);
        return created;
    }

    static Events<Throwable> failuresOf(PersistentNode node) {
        Events<Throwable> failures = new Events<>();
        node.addListener(new PersistentNodeListener() {
            @Override
            public void created(String path) {}

            @Override
            public void failed(Throwable failure) {
                failures.add(failure);
            }
        });
        return failures;
    }

    /** Waits until the server has neither a node nor a watch of this test's any more. */
    final void awaitNothingLeft() {
        eventually(() -> assertThat(childrenOf("/some")).isEmpty());
        eventually(() -> assertThat(watches()).isEmpty());
    }
}
