package io.kazoo.core.client;

import io.kazoo.Acl;
import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.CreatedNode;
import io.kazoo.NodeRead;
import io.kazoo.NodeReadResult;
import io.kazoo.Watcher;
import io.kazoo.ZnodePaths;
import io.kazoo.core.engine.Engine;
import io.kazoo.core.engine.Request;
import io.kazoo.core.engine.TimedRequest;
import io.kazoo.core.engine.ViewRequest;
import io.kazoo.core.protocol.Create;
import io.kazoo.core.protocol.Create2;
import io.kazoo.core.protocol.CreateContainer;
import io.kazoo.core.protocol.CreateTtl;
import io.kazoo.core.protocol.GetChildren;
import io.kazoo.core.protocol.GetData;
import io.kazoo.core.protocol.Multi;
import io.kazoo.core.protocol.Operation;
import io.kazoo.core.protocol.PathOnly;
import io.kazoo.core.session.WatchTarget;
import io.kazoo.handler.Handler;
import io.kazoo.handler.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where the paths of a face begin, how long its requests may take, and what depends on that. */
final class Root {
    final ClientCore core;
    final String chroot;

    /** How long a request may take, 0 for no bound. */
    private final long timeoutNanos;

    private Root(ClientCore core, String chroot, long timeoutNanos) {
        this.core = core;
        this.chroot = chroot;
        this.timeoutNanos = timeoutNanos;
    }

    /** Returns the root of a client as it is configured. */
    static Root of(ClientCore core) {
        Duration timeout = core.config.requestTimeout();
        return new Root(core, core.config.hosts().chroot(), timeout == null ? 0 : nanos(timeout));
    }

    /** Returns the same with a time for each request. */
    Root withTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the timeout must be positive: " + timeout);
        }
        return new Root(core, chroot, nanos(timeout));
    }

    /** Deadlines are compared by their difference: one for ever must not overflow it. */
    private static long nanos(Duration timeout) {
        return Math.min(Handler.saturatedNanos(timeout), Long.MAX_VALUE / 4);
    }

    /** Returns the root that is this far below this one. */
    Root below(String path) {
        return new Root(core, ZnodePaths.normRoot(full(path)), timeoutNanos);
    }

    /** Returns a user's path as the server knows it. */
    String full(String path) {
        return ZnodePaths.prefixRoot(chroot, named(path), false);
    }

    String createPath(String path, CreateOptions options) {
        return ZnodePaths.prefixRoot(chroot, named(path), options.mode().isSequential());
    }

    /** A path that is empty by mistake would stand for the root, with everything below it. */
    static String named(String path) {
        if (path.isEmpty()) {
            throw new IllegalArgumentException("the path is empty; the root is \"/\"");
        }
        return path;
    }

    /** No list, or as in kazoo an empty one, stands for the client's default. */
    List<Acl> acls(@Nullable List<Acl> given) {
        return given == null || given.isEmpty() ? core.config.defaultAcls() : List.copyOf(given);
    }

    /** Makes the operation that creates a node and returns its path. */
    Operation<String> create(String path, byte @Nullable [] data, CreateOptions options) {
        if (options.ttl() == null && options.mode() != CreateMode.CONTAINER) {
            return new Create(createPath(path, options), data, acls(options.acls()), options.mode(), chroot);
        }
        return new PathOnly(createWithStat(path, data, options));
    }

    /** Makes the operation that creates a node and returns its metadata too. */
    Operation<CreatedNode> createWithStat(String path, byte @Nullable [] data, CreateOptions options) {
        String full = createPath(path, options);
        List<Acl> acls = acls(options.acls());
        CreateMode mode = options.mode();
        if (mode == CreateMode.CONTAINER) {
            return new CreateContainer(full, data, acls, chroot);
        }
        return options.ttl() == null
                ? new Create2(full, data, acls, mode, chroot)
                : new CreateTtl(
                        full, data, acls, mode.isSequential(), options.ttl().toMillis(), chroot);
    }

    /** Makes the operation that reads several nodes. */
    Multi<NodeReadResult> multiRead(List<NodeRead> reads) {
        List<Multi.Part<?, NodeReadResult>> parts = new ArrayList<>();
        for (NodeRead read : reads) {
            String path = full(read.path());
            parts.add(
                    switch (read.kind()) {
                        case DATA -> new Multi.Part<>(new GetData(path, false), NodeReadResult.Data::new);
                        case CHILDREN -> new Multi.Part<>(new GetChildren(path, false), NodeReadResult.Children::new);
                    });
        }
        return Multi.reads(parts, chroot);
    }

    @Nullable
    WatchTarget target(@Nullable Watcher watcher, Lane lane) {
        return watcher == null ? null : new WatchTarget(watcher, lane, chroot);
    }

    /** A watcher of what has no chroot. */
    @Nullable
    static WatchTarget outside(@Nullable Watcher watcher, Lane lane) {
        return watcher == null ? null : new WatchTarget(watcher, lane, "");
    }

    /** Submits an operation; in the usual case it is on its way to the server when this returns. */
    <R extends @Nullable Object> Request<R> submit(Lane lane, Operation<R> operation) {
        return submit(lane, operation, null);
    }

    /** As {@link #submit(Lane, Operation)}, for an operation that may set a watch. */
    <R extends @Nullable Object> Request<R> submit(Lane lane, Operation<R> operation, @Nullable WatchTarget watch) {
        Request<R> request = request(lane, operation, watch);
        core.driver.combiner.execute(request);
        return request;
    }

    private <R extends @Nullable Object> Request<R> request(
            Lane lane, Operation<R> operation, @Nullable WatchTarget watch) {
        Engine engine = core.driver.engine;
        if (timeoutNanos != 0) {
            return new TimedRequest<>(engine, lane, operation, watch, chroot)
                    .until(core.handler().nanoTime() + timeoutNanos);
        }
        return Objects.equals(chroot, core.config.hosts().chroot())
                ? new Request<>(engine, lane, operation, watch)
                : new ViewRequest<>(engine, lane, operation, watch, chroot);
    }
}
