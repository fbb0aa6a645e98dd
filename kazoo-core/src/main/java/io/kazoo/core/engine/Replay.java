package io.kazoo.core.engine;

import io.kazoo.core.jute.MalformedException;
import io.kazoo.core.protocol.WatchBatch;
import java.util.List;

/** What a new connection needs before it serves: the server must accept the credentials and set the watches again. */
final class Replay {
    private final Context context;
    private int setWatchesLeft;
    private long until;

    Replay(Context context) {
        this.context = context;
    }

    /** Sends all of it; a server that answers pings but not this has as long as one that answers nothing. */
    void begin() {
        until = context.heartbeat.deadAt();
        context.credentials.sendAll(context.pipeline.out());
        List<WatchBatch> batches = context.watches.batches();
        for (WatchBatch batch : batches) {
            batch.write(context.pipeline.out(), context.session.lastZxid());
        }
        setWatchesLeft = batches.size();
    }

    /** A packet of watches was accepted. */
    void watchesSet() {
        if (setWatchesLeft == 0) {
            throw new MalformedException("answer to watches that were not set", null);
        }
        setWatchesLeft--;
    }

    boolean isDone() {
        return setWatchesLeft == 0 && !context.credentials.isWaiting();
    }

    boolean isLate(long now) {
        return now - until >= 0;
    }

    /** Returns when it is late, or another time if that is earlier. */
    long earlier(long limit) {
        return KeepAlive.earlier(until, limit);
    }
}
