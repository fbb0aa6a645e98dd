package io.kazoo.testing;

import io.kazoo.testing.FaultProxy.Direction;
import io.kazoo.testing.FaultProxy.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What a proxy is told to do wrong. Used by the loop only, except for the futures. */
final class ProxyFaults {
    /** Waiting for a connection to reach its byte. */
    final List<CutAfter> cuts = new ArrayList<>();
    /** Waiting for a request. */
    final List<DropReply> drops = new ArrayList<>();

    boolean hang;
    boolean blackhole;
    boolean singleBytes;
    long delayToServer;
    long delayToClient;
    /** 0 for no limit. */
    long bytesPerSecond;

    long delay(Direction direction) {
        return direction == Direction.TO_SERVER ? delayToServer : delayToClient;
    }

    /** Forgets what the user has cancelled. */
    void removeCancelled() {
        cuts.removeIf(cut -> cut.done.isDone());
        drops.removeIf(drop -> drop.done.isDone());
    }

    /** Everything as it was at the start, except what has already happened to connections. */
    void clear() {
        cuts.forEach(cut -> cut.done.cancel(false));
        drops.forEach(drop -> drop.done.cancel(false));
        removeCancelled();
        hang = false;
        blackhole = false;
        singleBytes = false;
        delayToServer = 0;
        delayToClient = 0;
        bytesPerSecond = 0;
    }

    /** Identity matters, not content: two cuts at the same byte are two cuts. */
    static final class CutAfter {
        final Direction direction;
        final long bytes;
        final Ending ending;
        final CompletableFuture<Void> done = new CompletableFuture<>();

        CutAfter(Direction direction, long bytes, Ending ending) {
            this.direction = direction;
            this.bytes = bytes;
            this.ending = ending;
        }
    }

    /** As with cuts, each is one of its own. */
    static final class DropReply {
        final int opCode;
        final CompletableFuture<Void> done = new CompletableFuture<>();

        DropReply(int opCode) {
            this.opCode = opCode;
        }
    }
}
