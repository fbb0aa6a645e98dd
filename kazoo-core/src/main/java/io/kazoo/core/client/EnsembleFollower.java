package io.kazoo.core.client;

import io.kazoo.AsyncKazooClient;
import io.kazoo.HostPort;
import io.kazoo.KazooState;
import io.kazoo.NodeData;
import io.kazoo.StateListener;
import io.kazoo.WatchedEvent;
import io.kazoo.Watcher;
import io.kazoo.exceptions.NoAuthException;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.exceptions.RequestTimeoutException;
import io.kazoo.handler.Lane;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the configuration of the ensemble and gives the client the servers it names. All of it runs on one lane. The
 * configuration is read on every connection, so nothing is missed that changed meanwhile.
 */
final class EnsembleFollower implements StateListener, Watcher {
    private static final Logger LOG = LoggerFactory.getLogger("io.kazoo.client");

    private final ClientCore core;
    private final Names names;
    private final Lane lane;
    private final AsyncKazooClient client;

    /** Of the configuration that was read last: a server that lags behind may tell of an older one. */
    private long version = -1;

    /** What a configuration is compared with must be looked up first; meanwhile another may be read. */
    private int turn;

    private EnsembleFollower(ClientCore core, AsyncKazooClient client) {
        this.core = core;
        this.lane = core.handler().newLane("ensemble");
        this.names = new Names(core.handler(), lane);
        this.client = client.on(lane);
    }

    /** Has a client follow its ensemble from its next connection on. */
    static void follow(ClientCore core, AsyncKazooClient client) {
        EnsembleFollower follower = new EnsembleFollower(core, client);
        follower.client.addListener(follower);
    }

    @Override
    public void stateChanged(KazooState state) {
        if (state == KazooState.CONNECTED) {
            read();
        } else if (state == KazooState.LOST) {
            version = -1; // the next session may be with an ensemble that was set up anew
        }
    }

    @Override
    public void onEvent(WatchedEvent event) {
        if (event.path() != null) {
            read();
        }
    }

    private void read() {
        client.getConfig(this).onComplete(this::received);
    }

    private void received(@Nullable NodeData config, @Nullable Throwable failure) {
        if (failure instanceof RequestTimeoutException) {
            read();
        } else if (failure instanceof NoNodeException || failure instanceof NoAuthException) {
            LOG.warn("the client cannot follow the ensemble: {}", failure.toString());
        }
        byte[] data = config == null ? null : config.data();
        if (data != null) {
            EnsembleConfig told = EnsembleConfig.read(data);
            if (told.version() >= version) {
                version = told.version();
                apply(told);
            }
        }
    }

    private void apply(EnsembleConfig config) {
        int mine = ++turn;
        List<HostPort> hosts = core.hosts().servers();
        List<String> all = Stream.concat(hosts.stream(), config.members().stream())
                .map(HostPort::host)
                .distinct()
                .toList();
        lookUp(all, addresses -> {
            List<HostPort> followed = config.follow(hosts, addresses);
            // Hosts that somebody has set meanwhile are compared anew on the next connection, to one of them.
            if (mine == turn
                    && !followed.equals(hosts)
                    && hosts.equals(core.hosts().servers())) {
                LOG.info("the ensemble has changed, its servers are {}", followed);
                core.setHosts(followed);
            }
        });
    }

    /** Finds the addresses of hosts; one that has none is nobody's other name. */
    private void lookUp(List<String> hosts, Consumer<Map<String, List<InetAddress>>> then) {
        Map<String, List<InetAddress>> found = new HashMap<>();
        List<String> left = new ArrayList<>(hosts);
        for (String host : hosts) {
            names.lookUp(
                    new HostPort(host, 1),
                    (addresses, failure) -> lane.execute(() -> {
                        found.put(
                                host,
                                addresses == null
                                        ? List.of()
                                        : addresses.stream()
                                                .map(each -> each.address().getAddress())
                                                .toList());
                        left.remove(host);
                        if (left.isEmpty()) {
                            then.accept(found);
                        }
                    }));
        }
    }
}
