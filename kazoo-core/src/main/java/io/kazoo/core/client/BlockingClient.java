package io.kazoo.core.client;

import static io.kazoo.handler.Deferred.onSettled;

import io.kazoo.AsyncKazooClient;
import io.kazoo.AsyncResult;
import io.kazoo.AuthData;
import io.kazoo.ClientId;
import io.kazoo.CreateOptions;
import io.kazoo.HostList;
import io.kazoo.HostPort;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.KeeperState;
import io.kazoo.RetryPolicy;
import io.kazoo.StateListener;
import io.kazoo.Transaction;
import io.kazoo.exceptions.ConfigurationException;
import io.kazoo.exceptions.KazooException;
import io.kazoo.exceptions.KazooInterruptedException;
import io.kazoo.exceptions.KazooTimeoutException;
import io.kazoo.handler.Handler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The blocking face of a client: lifecycle, properties and retries; the operations are inherited. */
final class BlockingClient extends BlockingOperations implements KazooClient {
    private static final Logger LOG = LoggerFactory.getLogger("io.kazoo.client");

    private final Root root;
    private final ClientCore core;
    private final AsyncClient async;

    BlockingClient(Root root) {
        this.root = root;
        this.core = root.core;
        this.async = new AsyncClient(root, this, core.driver.completionLane, core.driver.watchLane);
    }

    /** Returns the asynchronous face for a blocking call of a name, before anything is sent. */
    @Override
    AsyncClient blocking(String call) {
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
    public KazooClient withTimeout(Duration timeout) {
        return new BlockingClient(root.withTimeout(timeout));
    }

    @Override
    public KazooClient chroot(String path) {
        return new BlockingClient(root.below(path));
    }

    @Override
    public Transaction transaction() {
        return new BlockingTransaction(async.transaction(), this::blocking);
    }

    @Override
    public String createProtected(String path, byte @Nullable [] data, CreateOptions options) {
        return blocking("createProtected").createProtected(path, data, options).get();
    }

    @Override
    public void deleteGuaranteed(String path) {
        blocking("deleteGuaranteed").deleteGuaranteed(path).get();
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
        if (!root.chroot.isEmpty()) {
            async.exists("/").onComplete((stat, failure) -> {
                if (stat != null && stat.isEmpty()) {
                    LOG.warn("the chroot {} does not exist", root.chroot);
                }
            });
        }
    }

    @Override
    public void stop() {
        blocking("stop").stop().get();
    }

    @Override
    public Optional<ClientId> detach() {
        return blocking("detach").detach().get();
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
        return new HostList(core.hosts().servers(), root.chroot);
    }

    @Override
    public void setHosts(String hosts) {
        HostList replacement = HostList.parse(hosts);
        if (!replacement.chroot().equals(root.chroot)) {
            throw new ConfigurationException(
                    "the chroot cannot change from \"" + root.chroot + "\" to \"" + replacement.chroot() + "\"");
        }
        core.setHosts(replacement.servers());
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
        return BlockingRetry.run(core.handler(), policy, operation);
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
