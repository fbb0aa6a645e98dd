package io.kazoo.core.client;

import static io.kazoo.handler.Deferred.onSettled;

import io.kazoo.Acl;
import io.kazoo.AsyncKazooClient;
import io.kazoo.AsyncResult;
import io.kazoo.AuthData;
import io.kazoo.ClientId;
import io.kazoo.CreateOptions;
import io.kazoo.CreatedNode;
import io.kazoo.HostList;
import io.kazoo.HostPort;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.KeeperState;
import io.kazoo.NodeAcls;
import io.kazoo.NodeChildren;
import io.kazoo.NodeData;
import io.kazoo.RetryPolicy;
import io.kazoo.RetryState;
import io.kazoo.StateListener;
import io.kazoo.Watcher;
import io.kazoo.ZnodeStat;
import io.kazoo.exceptions.KazooException;
import io.kazoo.exceptions.KazooInterruptedException;
import io.kazoo.exceptions.KazooTimeoutException;
import io.kazoo.handler.Handler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The blocking face: each method waits for its asynchronous twin, and refuses to on a thread that must not block. */
final class BlockingClient implements KazooClient {
    private static final Logger LOG = LoggerFactory.getLogger("io.kazoo.client");

    private final ClientCore core;
    private final AsyncClient async;

    BlockingClient(ClientCore core) {
        this.core = core;
        this.async = new AsyncClient(core, this, core.driver.completionLane, core.driver.watchLane);
    }

    /** Returns the asynchronous face for a blocking call of a name, before anything is sent. */
    private AsyncClient blocking(String call) {
        Handler handler = core.handler();
        if (!handler.mayBlock()) {
            handler.requireMayBlock("KazooClient." + call, "client.async()." + call);
        }
        return async;
    }

    @Override
    public AsyncKazooClient async() {
        return async;
    }

    @Override
    public String create(String path, byte @Nullable [] data, CreateOptions options) {
        return blocking("create").create(path, data, options).get();
    }

    @Override
    public CreatedNode createWithStat(String path, byte @Nullable [] data, CreateOptions options) {
        return blocking("createWithStat").createWithStat(path, data, options).get();
    }

    @Override
    public boolean ensurePath(String path, @Nullable List<Acl> acls) {
        return blocking("ensurePath").ensurePath(path, acls).get();
    }

    @Override
    public Optional<ZnodeStat> exists(String path, @Nullable Watcher watcher) {
        return blocking("exists").exists(path, watcher).get();
    }

    @Override
    public NodeData get(String path, @Nullable Watcher watcher) {
        return blocking("get").get(path, watcher).get();
    }

    @Override
    public List<String> getChildren(String path, @Nullable Watcher watcher) {
        return blocking("getChildren").getChildren(path, watcher).get();
    }

    @Override
    public NodeChildren getChildrenWithStat(String path, @Nullable Watcher watcher) {
        return blocking("getChildrenWithStat")
                .getChildrenWithStat(path, watcher)
                .get();
    }

    @Override
    public ZnodeStat set(String path, byte @Nullable [] data, int version) {
        return blocking("set").set(path, data, version).get();
    }

    @Override
    public void delete(String path, int version) {
        blocking("delete").delete(path, version).get();
    }

    @Override
    public void deleteRecursive(String path) {
        blocking("deleteRecursive").deleteRecursive(path).get();
    }

    @Override
    public NodeAcls getAcls(String path) {
        return blocking("getAcls").getAcls(path).get();
    }

    @Override
    public ZnodeStat setAcls(String path, List<Acl> acls, int version) {
        return blocking("setAcls").setAcls(path, acls, version).get();
    }

    @Override
    public String sync(String path) {
        return blocking("sync").sync(path).get();
    }

    @Override
    public void start(Duration timeout) {
        AsyncResult<@Nullable Void> started = blocking("start").start();
        try {
            if (!started.await(timeout)) {
                throw notConnected(timeout);
            }
            started.getNow();
        } catch (KazooException e) {
            async.stop();
            throw e;
        }
        warnIfChrootIsMissing();
    }

    private KazooTimeoutException notConnected(Duration timeout) {
        Throwable failure = core.driver.engine.failure();
        return new KazooTimeoutException(
                "not connected to " + core.hosts() + " within " + timeout.toMillis() + " ms"
                        + (failure == null ? "" : ": " + failure.getMessage()),
                failure);
    }

    /** Nothing can be done below a chroot that is not there; kazoo warns as well (kazoo issue 53). */
    private void warnIfChrootIsMissing() {
        if (!core.hosts().chroot().isEmpty()) {
            async.exists("/").onComplete((stat, failure) -> {
                if (stat != null && stat.isEmpty()) {
                    LOG.warn("the chroot {} does not exist", core.hosts().chroot());
                }
            });
        }
    }

    @Override
    public void stop() {
        blocking("stop").stop().get();
    }

    @Override
    public void restart() {
        blocking("restart").restart().get();
    }

    @Override
    public void close() {
        AsyncResult<@Nullable Void> stopped = async.stop();
        if (!core.handler().mayBlock()) {
            releaseAfter(stopped);
            return;
        }
        try {
            stopped.get();
        } catch (KazooInterruptedException e) {
            releaseAfter(async.stop()); // the interrupt has cancelled the wait; what it was for goes on
            throw e;
        }
        core.release();
    }

    private void releaseAfter(AsyncResult<@Nullable Void> stopped) {
        onSettled(stopped, (done, failure) -> core.handler().offload(core::release));
    }

    @Override
    public KazooState state() {
        return core.state();
    }

    @Override
    public KeeperState clientState() {
        return core.status().keeper();
    }

    @Override
    public Optional<ClientId> clientId() {
        return Optional.ofNullable(core.status().clientId());
    }

    @Override
    public Optional<HostPort> connectedServer() {
        return Optional.ofNullable(core.status().server());
    }

    @Override
    public Duration sessionTimeout() {
        return Duration.ofMillis(core.status().timeoutMillis());
    }

    @Override
    public long lastZxid() {
        return core.driver.engine.lastZxid();
    }

    @Override
    public HostList hosts() {
        return core.hosts();
    }

    @Override
    public void setHosts(String hosts) {
        core.setHosts(HostList.parse(hosts));
    }

    @Override
    public Handler handler() {
        return core.handler();
    }

    @Override
    public void addListener(StateListener listener) {
        async.addListener(listener);
    }

    @Override
    public void removeListener(StateListener listener) {
        async.removeListener(listener);
    }

    @Override
    public void addAuth(AuthData auth) {
        blocking("addAuth").addAuth(auth).get();
    }

    @Override
    public <T extends @Nullable Object> T retry(Callable<T> operation) {
        return retry(core.config.commandRetry(), operation);
    }

    @Override
    public <T extends @Nullable Object> T retry(RetryPolicy policy, Callable<T> operation) {
        blocking("retry");
        RetryState tries = policy.begin();
        long begin = core.handler().nanoTime();
        while (true) {
            try {
                return operation.call();
            } catch (KazooException failure) {
                if (!policy.isRetryable(failure)) {
                    throw failure;
                }
                Duration elapsed = Duration.ofNanos(core.handler().nanoTime() - begin);
                core.handler()
                        .sleep(tries.failed(
                                failure, elapsed, core.handler().random().nextDouble()));
            } catch (RuntimeException failure) {
                throw failure;
            } catch (Exception failure) {
                throw new CompletionException(failure);
            }
        }
    }

    @Override
    public String command(String command) {
        return blocking("command").command(command).get();
    }

    @Override
    public String serverVersion() {
        return blocking("serverVersion").serverVersion().get();
    }
}
