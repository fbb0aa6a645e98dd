package io.kazoo.core.client;

import io.kazoo.AuthData;
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
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all faces and views of one client share: the engine with its driver, the configuration, the lease of the handler. */
final class ClientCore {
    private static final Logger LOG = LoggerFactory.getLogger("io.kazoo.client");

    final ClientConfig config;
    final Driver driver;
    private final HandlerSource source;
    private final ReentrantLock leaseLock = new ReentrantLock();
    private boolean leased;
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
        driver.combiner.execute(() -> driver.engine.setHosts(replacement));
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

    /** Takes a watcher, or everybody, off a path with the chroot. */
    Deferred<Boolean> removeWatch(Lane lane, String path, WatchType type, @Nullable WatchTarget target) {
        Deferred<Boolean> result = new Deferred<>(lane);
        driver.combiner.execute(() -> driver.engine.removeWatch(path, type, target, result));
        return result;
    }

    private void lease() {
        leaseLock.lock();
        try {
            if (!leased) {
                source.acquire();
                leased = true;
            }
        } finally {
            leaseLock.unlock();
        }
    }

    /** Gives the handler back, once the client has stopped. */
    void release() {
        boolean held;
        leaseLock.lock();
        try {
            held = leased;
            leased = false;
        } finally {
            leaseLock.unlock();
        }
        if (held) {
            source.release(); // may close the handler, which takes a while: not with the lock held
            LOG.debug("handler {} given back", handler().name());
        }
    }
}
