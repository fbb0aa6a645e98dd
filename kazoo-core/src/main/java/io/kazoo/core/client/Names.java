package io.kazoo.core.client;

import static io.kazoo.handler.Deferred.onSettled;

import io.kazoo.HostPort;
import io.kazoo.core.session.ServerAddress;
import io.kazoo.handler.Handler;
import io.kazoo.handler.Lane;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the addresses of hosts. */
final class Names {
    /** What InetAddress reads without asking anybody. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private final Handler handler;
    private final Lane lane;

    Names(Handler handler, Lane lane) {
        this.handler = handler;
        this.lane = lane;
    }

    /** An address needs no name service, and so no thread that may wait for one: it is told within this call. */
    void lookUp(HostPort host, BiConsumer<? super @Nullable List<ServerAddress>, ? super @Nullable Throwable> then) {
        if (host.isService()) {
            onSettled(handler.spawn(lane, () -> serversOf(host)), then);
        } else if (ADDRESS.matcher(host.host()).matches()) {
            try {
                then.accept(servers(host, List.of(InetAddress.getByName(host.host())), host), null);
            } catch (UnknownHostException e) {
                then.accept(null, e);
            }
        } else {
            onSettled(
                    handler.resolve(lane, host.host()),
                    (found, failure) -> then.accept(found == null ? null : servers(host, found, host), failure));
        }
    }

    /** Blocks. Records whose host has no address are left out, unless all are. */
    private List<ServerAddress> serversOf(HostPort service) throws UnknownHostException {
        List<ServerAddress> servers = new ArrayList<>();
        UnknownHostException unknown = null;
        for (HostPort host : ServiceRecords.lookUp(service.host(), handler.random())) {
            try {
                servers.addAll(servers(host, List.of(InetAddress.getAllByName(host.host())), service));
            } catch (UnknownHostException e) {
                unknown = e;
            }
        }
        if (servers.isEmpty() && unknown != null) {
            throw unknown;
        }
        return servers;
    }

    private static List<ServerAddress> servers(HostPort host, List<InetAddress> addresses, HostPort listed) {
        return addresses.stream()
                .map(each -> new ServerAddress(host, new InetSocketAddress(each, host.port()), listed))
                .toList();
    }
}
