package io.kazoo.core.client;

import io.kazoo.AuthData;
import io.kazoo.ClientId;
import io.kazoo.HostList;
import io.kazoo.HostPort;
import io.kazoo.KazooState;
import io.kazoo.WatchType;
import io.kazoo.core.engine.Status;
import io.kazoo.core.session.WatchTarget;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Handler;
import io.kazoo.handler.HandlerSource;
import io.kazoo.handler.Lane;
import io.kazoo.spi.ClientConfig;
import java.util.List;
import java.util.Optional;
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

    /** Replaces the servers; the chroot stays. */
    void setHosts(List<HostPort> servers) {
        HostList replacement = new HostList(servers, hosts.chroot());
        hosts = replacement;
        driver.combiner.execute(
                () -> driver.engine.setHosts(replacement, handler().nanoTime()));
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

    /** Takes a watcher, or everybody, off a path with the chroot. */
    Deferred<Boolean> removeWatch(Lane lane, String path, WatchType type, @Nullable WatchTarget target) {
        Deferred<Boolean> result = new Deferred<>(lane);
        driver.combiner.execute(() -> driver.engine.removeWatch(path, type, target, result));
        return result;
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
