package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;

import io.kazoo.ClientId;
import io.kazoo.KazooClient;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.testing.SessionKiller;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of recipes share: the nodes as another client sees them, and the watches that the server knows. */
abstract class RecipeScenario extends ClientContract {
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

    /** Runs a job on a thread of its own: what blocks. */
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

    /** Returns the names of a node's children, none if there is no such node. */
    final List<String> childrenOf(String path) {
        try {
            return observer.getChildren(path);
        } catch (NoNodeException e) {
            return List.of();
        }
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

    /** Ends a session on the server while its client has no connection, and lets it back. */
    final void expire(ClientId session) {
        SessionKiller.kill(server().socketAddress(), session.sessionId(), session.password(), LIMIT);
        proxy().heal();
    }
}
