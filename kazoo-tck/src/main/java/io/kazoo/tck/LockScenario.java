package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.ClientId;
import io.kazoo.CreateMode;
import io.kazoo.KazooClient;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.recipes.lock.HeldLock;
import io.kazoo.recipes.lock.Lock;
import io.kazoo.recipes.lock.LockOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of locks share: the lock's directory as another client, and the server, see it. */
abstract class LockScenario extends ClientContract {
    static final String PATH = "/some/lock";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private KazooClient observer;

    @BeforeEach
    void startObserver() {
        closeLater(threads::shutdownNow);
        observer = startClient();
    }

    /** Returns a client that no fault reaches. */
    final KazooClient observer() {
        return observer;
    }

    static Lock lockOf(KazooClient client, String identifier) {
        return Lock.create(client, PATH, LockOptions.defaults().withIdentifier(identifier));
    }

    /** Runs a job on a thread of its own: waits for locks that block. */
    final <T> CompletableFuture<T> inBackground(Callable<T> job) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return job.call();
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                threads);
    }

    static <T> T resultOf(CompletableFuture<T> future) throws Exception {
        return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /** Returns the names of the nodes in the lock's directory. */
    final List<String> names() {
        try {
            return observer.getChildren(PATH);
        } catch (NoNodeException e) {
            return List.of();
        }
    }

    final void awaitContenders(int number) {
        eventually(() -> assertThat(names()).hasSize(number));
    }

    /** Waits until the lock's directory holds the nodes of these holds and no others. */
    final void awaitOnly(HeldLock... holds) {
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

    /** Returns the paths that are watched, without the chroot, as often as there are sessions that watch them. */
    final List<String> watches() {
        List<String> watched = new ArrayList<>();
        String path = "";
        for (String line : server().ask("wchp").lines().toList()) {
            if (!line.startsWith("\t")) {
                path = line;
            } else if (path.startsWith(chroot())) {
                watched.add(path.substring(chroot().length()));
            }
        }
        return watched;
    }

    /** Waits until the server knows of a watch on a node of the lock's. */
    final void awaitWatched(String path) {
        eventually(() -> assertThat(watches()).contains(path));
    }

    /** Creates a contender as another implementation would. */
    final String createByHand(String prefix, String identifier) {
        byte[] data = identifier.getBytes(StandardCharsets.UTF_8);
        return observer.create(PATH + "/" + prefix, data, CreateMode.EPHEMERAL_SEQUENTIAL);
    }

    static ClientId session(KazooClient client) {
        return client.clientId().orElseThrow();
    }
}
