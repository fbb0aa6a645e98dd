package io.kazoo.core.engine;

import static io.kazoo.handler.Deferred.onSettled;

import io.kazoo.EventType;
import io.kazoo.KeeperState;
import io.kazoo.WatchType;
import io.kazoo.WatchedEvent;
import io.kazoo.ZnodePaths;
import io.kazoo.core.protocol.RemoveWatches;
import io.kazoo.core.protocol.WatchBatch;
import io.kazoo.core.protocol.WatchKind;
import io.kazoo.core.protocol.WireEvent;
import io.kazoo.core.session.WatchRegistry;
import io.kazoo.core.session.WatchTarget;
import io.kazoo.exceptions.UnsupportedByServerException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Lane;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what happens to nodes, and that the server has no watch of which nobody wants to hear: one that its last
 * watcher gives up, or whose request was cancelled before the answer came, is removed.
 */
final class Watches {
    private static final long NO_ZXID = -1;

    private final Context context;
    private final WatchRegistry registry = new WatchRegistry();

    /** What nobody wants, but somebody may be about to want: a request that sets it is on its way. */
    private final Set<ServerWatch> unwanted = new HashSet<>();

    /** A watch as the server keeps it. */
    private record ServerWatch(WatchType type, String path) {
        boolean stays() {
            return type == WatchType.PERSISTENT || type == WatchType.PERSISTENT_RECURSIVE;
        }
    }

    Watches(Context context) {
        this.context = context;
    }

    /** A request that sets a watch was answered, and has its value or its failure. */
    void answered(Request<?> request, int error, WatchTarget target) {
        WatchKind kind = request.isAnswer(error) ? request.operation().watchSetBy(error) : null;
        String path = request.operation().path();
        if (path == null) {
            return;
        }
        if (kind == null) {
            lookAgain(path, request.lane());
        } else if (target.isNobody() || !request.isSuccessful()) {
            unwanted.add(new ServerWatch(kind.type(), path));
            lookAgain(path, request.lane());
        } else {
            registry.add(kind, path, target);
        }
    }

    /** The server told of an event. */
    void fired(WireEvent event, long zxid) {
        for (WatchTarget target : registry.take(event.type(), event.path())) {
            deliver(target, event.type(), event.path(), zxid);
        }
    }

    /** All watches are set on a new connection: what happened meanwhile was told only to those who wait for one event. */
    void missed() {
        registry.forEachPersistent((path, target) -> deliver(target, EventType.MAYBE_MISSED, path, NO_ZXID));
    }

    private void deliver(WatchTarget target, EventType type, String path, long zxid) {
        String named = ZnodePaths.unchroot(target.chroot(), path);
        context.effects.deliver(target, new WatchedEvent(type, context.servedState(), named, zxid));
    }

    /** The session has ended, and all watches with it. */
    void end(KeeperState state) {
        WatchedEvent event = new WatchedEvent(EventType.NONE, state, null, NO_ZXID);
        registry.takeAll().forEach(target -> context.effects.deliver(target, event));
    }

    /** The connection is gone, and with it all that the server knew. */
    void disconnected() {
        unwanted.clear();
    }

    /** Returns what to set again on a new connection. */
    List<WatchBatch> batches() {
        return registry.batches();
    }

    /**
     * Takes a target, or everybody, off a path; the result tells whether there was one, when the server has removed what it
     * can. A connection lost meanwhile removes it as well.
     */
    void remove(String path, WatchType type, @Nullable WatchTarget target, Deferred<Boolean> result) {
        boolean found = takeBack(path, type, target);
        for (WatchKind kind : WatchKind.values()) {
            if (covers(type, kind) && registry.remove(kind, path, target)) {
                found = true;
                unwanted.add(new ServerWatch(kind.type(), path));
            }
        }
        List<Request<?>> removals = lookAgain(path, result.lane());
        if (removals.isEmpty()) {
            result.succeed(found);
            return;
        }
        int[] left = {removals.size()};
        removals.forEach(each -> onSettled(each, (removed, failure) -> {
            left[0]--;
            if (left[0] == 0) {
                result.succeed(true);
            }
        }));
    }

    /** Requests that are not answered yet will find that nobody wants their watch. */
    private boolean takeBack(String path, WatchType type, @Nullable WatchTarget target) {
        List<Request<?>> those = new ArrayList<>();
        context.pipeline.forEach(request -> {
            WatchTarget watch = request.watch();
            if (watch != null
                    && !watch.isNobody()
                    && (target == null || target.equals(watch))
                    && path.equals(request.operation().path())
                    && covers(type, kindOf(request))) {
                those.add(request);
            }
        });
        those.forEach(Request::unwatch);
        return !those.isEmpty();
    }

    /** Asks the server to remove what nobody wants on a path; returns the requests. */
    private List<Request<?>> lookAgain(String path, Lane lane) {
        List<Request<?>> removals = new ArrayList<>();
        for (ServerWatch watch : List.copyOf(unwanted)) {
            if (watch.path.equals(path) && !isOnItsWay(watch)) {
                unwanted.remove(watch);
                if (!registry.needs(watch.type, path) && context.phase.hasSession()) {
                    removals.add(removal(watch, lane));
                }
            }
        }
        removals.forEach(context.pipeline::enqueueFirst);
        return removals;
    }

    /** A server before 3.9 cannot remove one that stays but with all the others of its path, if nobody needs those. */
    private Request<Boolean> removal(ServerWatch watch, Lane lane) {
        Request<Boolean> removal = new Request<>(context.engine, lane, new RemoveWatches(watch.path, watch.type), null);
        onSettled(removal, (removed, failure) -> {
            if (failure instanceof UnsupportedByServerException && watch.stays()) {
                unwanted.add(new ServerWatch(WatchType.ANY, watch.path));
                lookAgain(watch.path, lane);
            }
        });
        return removal;
    }

    /**
     * Tells whether a request under way may be about to set a watch. One that is removed behind its back would be lost: the
     * removal waits until that is answered. What only waits to be sent does not matter, the removal is sent before it.
     */
    private boolean isOnItsWay(ServerWatch watch) {
        boolean[] found = {false};
        context.pipeline.inFlight().forEach(request -> {
            WatchTarget target = request.watch();
            found[0] |= target != null
                    && !target.isNobody()
                    && !request.isDone()
                    && watch.path.equals(request.operation().path())
                    && covers(watch.type, kindOf(request));
        });
        return found[0];
    }

    private static @Nullable WatchKind kindOf(Request<?> request) {
        return request.operation().watchSetBy(0);
    }

    private static boolean covers(WatchType type, @Nullable WatchKind kind) {
        return kind != null && (type == WatchType.ANY || kind.type() == type);
    }
}
