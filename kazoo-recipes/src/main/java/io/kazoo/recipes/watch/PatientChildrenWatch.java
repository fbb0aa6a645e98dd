package io.kazoo.recipes.watch;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.recipes.support.RecipeContext;
import io.kazoo.recipes.support.RecipePaths;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Waits until the children of a node have not changed for a while, and tells of the next change (kazoo's {@code
 * PatientChildrenWatch}). For members that come and go together, such as after a deployment.
 *
 * <p>When the time is up the children are read once more: a lost connection, during which nobody tells of changes, counts as
 * quiet only if nothing has changed in it. A change, and the end of the session, let the time begin anew.
 *
 * <p>Nothing here blocks, and everything may be called on any thread. Each {@link #start()} has a watch of its own on the
 * server's one; it is gone when its results are settled.
 */
public final class PatientChildrenWatch implements AutoCloseable {
    final RecipeContext context;
    final String path;
    final Duration boundary;

    private final Set<PatientRound> rounds = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private PatientChildrenWatch(KazooClient client, String path, Duration boundary) {
        this.path = RecipePaths.of(path);
        this.boundary = boundary;
        context = new RecipeContext(client, "patient-watch");
    }

    /** As {@link #of(KazooClient, String, Duration)} with kazoo's 30 seconds. */
    public static PatientChildrenWatch of(KazooClient client, String path) {
        return of(client, path, Duration.ofSeconds(30));
    }

    /**
     * Makes a watch that has yet to be started.
     *
     * @param boundary for how long nothing must change
     * @throws IllegalArgumentException if the path has a component {@code .} or {@code ..}, or the time is negative
     */
    public static PatientChildrenWatch of(KazooClient client, String path, Duration boundary) {
        if (boundary.isNegative()) {
            throw new IllegalArgumentException("negative time: " + boundary);
        }
        return new PatientChildrenWatch(client, path, boundary);
    }

    /**
     * Begins to wait; may be called again and again, also while earlier calls wait.
     *
     * @return the children when they have settled. It fails with {@link io.kazoo.exceptions.NoNodeException} if the node is
     *     missing or is deleted meanwhile, with {@link io.kazoo.exceptions.ConnectionClosedException} if the client is stopped
     *     or was not started, with {@link io.kazoo.exceptions.CancelledException} after {@link #close()}. Cancelling it ends
     *     the waiting and removes the watch
     */
    public AsyncResult<SettledChildren> start() {
        PatientRound round = new PatientRound(this);
        rounds.add(round);
        round.start();
        if (closed) {
            round.cancel();
        }
        return round;
    }

    /** Cancels all that {@link #start()} returned, and what came of it. Never blocks. */
    @Override
    public void close() {
        closed = true;
        rounds.forEach(PatientRound::close);
    }

    void left(PatientRound round) {
        rounds.remove(round);
    }
}
