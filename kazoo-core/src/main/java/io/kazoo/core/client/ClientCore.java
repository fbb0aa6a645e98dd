package io.kazoo.core.client;

import io.kazoo.AuthData;
import io.kazoo.HostList;
import io.kazoo.KazooState;
import io.kazoo.Watcher;
import io.kazoo.core.engine.Request;
import io.kazoo.core.engine.Status;
import io.kazoo.core.protocol.Operation;
import io.kazoo.core.session.WatchTarget;
import io.kazoo.exceptions.ConfigurationException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Handler;
import io.kazoo.handler.HandlerSource;
import io.kazoo.handler.Lane;
import io.kazoo.spi.ClientConfig;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all faces and views of one client share: the engine with its driver, the configuration, the lease of the handler. */
final class ClientCore {
    private static final Logger LOG = LoggerFactory.getLogger("io.kazoo.client");

    final ClientConfig config;
    final Driver driver;
    private final HandlerSource source;
    private final AtomicBoolean leased = new AtomicBoolean();
    private volatile HostList hosts;

    ClientCore(ClientConfig config, HandlerSource source) {
        this.config = config;
        this.source = source;
        this.hosts = config.hosts();
        this.driver = new Driver(config, source);
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
        return hosts;
    }

    void setHosts(HostList replacement) {
        if (!replacement.chroot().equals(hosts.chroot())) {
            throw new ConfigurationException(
                    "the chroot cannot change from \"" + hosts.chroot() + "\" to \"" + replacement.chroot() + "\"");
        }
        hosts = replacement;
        driver.combiner.execute(() -> driver.engine.setHosts(replacement));
    }

    /** Submits an operation; in the usual case it is on its way to the server when this returns. */
    <R extends @Nullable Object> Request<R> submit(Lane lane, Operation<R> operation) {
        return submit(lane, operation, null);
    }

    <R extends @Nullable Object> Request<R> submit(Lane lane, Operation<R> operation, @Nullable WatchTarget watch) {
        Request<R> request = new Request<>(driver.engine, lane, operation, watch);
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

    Deferred<@Nullable Void> addAuth(Lane lane, AuthData auth) {
        Deferred<@Nullable Void> done = new Deferred<>(lane);
        driver.combiner.execute(() -> driver.engine.addAuth(auth, done));
        return done;
    }

    /** No lock is held while the handler starts: of several starts at once, the surplus ones give their share back. */
    private void lease() {
        if (!leased.get()) {
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
