package io.kazoo.core.client;

import io.kazoo.AuthData;
import io.kazoo.ClientId;
import io.kazoo.HostList;
import io.kazoo.KazooState;
import io.kazoo.Watcher;
import io.kazoo.core.engine.Request;
import io.kazoo.core.engine.Status;
import io.kazoo.core.engine.TimedRequest;
import io.kazoo.core.protocol.Operation;
import io.kazoo.core.session.WatchTarget;
import io.kazoo.exceptions.ConfigurationException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Handler;
import io.kazoo.handler.HandlerSource;
import io.kazoo.handler.Lane;
import io.kazoo.spi.ClientConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all faces and views of one client share: the engine with its driver, the configuration, the lease of the handler.
 * Views that differ in the time for requests have one each, of the same parts.
 */
final class ClientCore {
    private static final Logger LOG = LoggerFactory.getLogger("io.kazoo.client");

    final ClientConfig config;
    final Driver driver;
    private final HandlerSource source;
    private final AtomicBoolean leased;
    private final AtomicReference<HostList> hosts;

    /** How long a request may take, 0 for no bound. */
    private final long timeoutNanos;

    ClientCore(ClientConfig config, HandlerSource source) {
        this.config = config;
        this.source = source;
        this.leased = new AtomicBoolean();
        this.hosts = new AtomicReference<>(config.hosts());
        this.driver = new Driver(config, source);
        Duration timeout = config.requestTimeout();
        this.timeoutNanos = timeout == null ? 0 : Handler.saturatedNanos(timeout);
    }

    private ClientCore(ClientCore of, long timeoutNanos) {
        this.config = of.config;
        this.source = of.source;
        this.leased = of.leased;
        this.hosts = of.hosts;
        this.driver = of.driver;
        this.timeoutNanos = timeoutNanos;
    }

    /** Returns a view of the same client whose requests may take a time each. */
    ClientCore withTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the timeout must be positive: " + timeout);
        }
        return new ClientCore(this, Handler.saturatedNanos(timeout));
    }

    Handler handler() {
        return driver.handler;
    }

    Status status() {
        return driver.engine.status();
    }

    KazooState state() {
        return driver.engine.state(handler().nanoTime());
    }

    HostList hosts() {
        return hosts.get();
    }

    void setHosts(HostList replacement) {
        String chroot = hosts().chroot();
        if (!replacement.chroot().equals(chroot)) {
            throw new ConfigurationException(
                    "the chroot cannot change from \"" + chroot + "\" to \"" + replacement.chroot() + "\"");
        }
        hosts.set(replacement);
        driver.combiner.execute(
                () -> driver.engine.setHosts(replacement, handler().nanoTime()));
    }

    /** Submits an operation; in the usual case it is on its way to the server when this returns. */
    <R extends @Nullable Object> Request<R> submit(Lane lane, Operation<R> operation) {
        return submit(lane, operation, null);
    }

    <R extends @Nullable Object> Request<R> submit(Lane lane, Operation<R> operation, @Nullable WatchTarget watch) {
        Request<R> request = timeoutNanos == 0
                ? new Request<>(driver.engine, lane, operation, watch)
                : new TimedRequest<>(
                        driver.engine, lane, operation, watch, handler().nanoTime() + timeoutNanos);
        driver.combiner.execute(request);
        return request;
    }

    static @Nullable WatchTarget target(@Nullable Watcher watcher, Lane lane) {
        return watcher == null ? null : new WatchTarget(watcher, lane);
    }

    Deferred<@Nullable Void> start(Lane lane) {
        lease();
        Deferred<@Nullable Void> done = new Deferred<>(lane);
        driver.combiner.execute(() -> driver.engine.start(done, handler().nanoTime()));
        return done;
    }

    Deferred<@Nullable Void> stop(Lane lane) {
        Deferred<@Nullable Void> done = new Deferred<>(lane);
        driver.combiner.execute(() -> driver.engine.stop(done, handler().nanoTime()));
        return done;
    }

    Deferred<Optional<ClientId>> detach(Lane lane) {
        Deferred<Optional<ClientId>> session = new Deferred<>(lane);
        driver.combiner.execute(() -> driver.engine.detach(session, handler().nanoTime()));
        return session;
    }

    Deferred<@Nullable Void> addAuth(Lane lane, AuthData auth) {
        Deferred<@Nullable Void> done = new Deferred<>(lane);
        driver.combiner.execute(() -> driver.engine.addAuth(auth, done));
        return done;
    }

    /** No lock is held while the handler starts: of several starts at once, the surplus ones give their share back. */
    private void lease() {
        if (leased.get()) {
            source.handler().start(); // its owner may have closed it
        } else {
            source.acquire();
            if (!leased.compareAndSet(false, true)) {
                source.release();
            }
        }
    }

    /** Gives the handler back, once the client has stopped; it may close, which takes a while. */
    void release() {
        if (leased.compareAndSet(true, false)) {
            source.release();
            LOG.debug("handler {} given back", handler().name());
        }
    }
}
