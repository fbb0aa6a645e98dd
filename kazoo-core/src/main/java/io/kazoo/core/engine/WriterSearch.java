package io.kazoo.core.engine;

import io.kazoo.HostPort;
import io.kazoo.core.session.ServerAddress;
import io.kazoo.core.session.ServerList;
import java.util.concurrent.TimeUnit;

/**
 * The search for a server that writes while the present one only reads: all hosts are asked at once, again and again, at
 * intervals that grow from a tenth of a second to ten.
 */
final class WriterSearch {
    private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(10);

    private final Context context;
    private final ServerList servers;
    private boolean searching;
    private long pause = FIRST;
    private long askAt;

    WriterSearch(Context context, ServerList servers) {
        this.context = context;
        this.servers = servers;
    }

    /** There is a connection. */
    void begin(long now) {
        searching = context.session.isReadOnly();
        if (!searching) {
            pause = FIRST; // not on the way back from a writer that was none
        }
        askAt = now + pause;
    }

    void onTick(long now) {
        if (searching && context.phase == Phase.CONNECTED && now - askAt >= 0) {
            pause = Math.min(2 * pause, LONGEST);
            askAt = now + pause;
            for (HostPort host : servers.hosts()) {
                context.effects.findWriter(context.attempt, host);
            }
        }
    }

    /** A server that writes was found; false if that is of no interest any more. */
    boolean found(ServerAddress server) {
        if (!searching) {
            return false;
        }
        searching = false;
        servers.prefer(server);
        return true;
    }

    /** Returns when {@link #onTick} is wanted, or another time if that is earlier. */
    long earlier(long limit) {
        return searching ? KeepAlive.earlier(askAt, limit) : limit;
    }
}
