package io.kazoo.core.client;

import static io.kazoo.handler.Deferred.onSettled;

import io.kazoo.HostPort;
import io.kazoo.handler.Handler;
import io.kazoo.handler.Lane;
import java.net.InetAddress;
import java.net.UnknownHostException;
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
    void lookUp(HostPort host, BiConsumer<? super @Nullable List<InetAddress>, ? super @Nullable Throwable> then) {
        if (ADDRESS.matcher(host.host()).matches()) {
            try {
                then.accept(List.of(InetAddress.getByName(host.host())), null);
            } catch (UnknownHostException e) {
                then.accept(null, e);
            }
        } else {
            onSettled(handler.resolve(lane, host.host()), then);
        }
    }
}
