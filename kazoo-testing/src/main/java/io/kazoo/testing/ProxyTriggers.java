package io.kazoo.testing;

import io.kazoo.testing.FaultProxy.Direction;
import io.kazoo.testing.FaultProxy.Ending;
import io.kazoo.testing.ProxyFaults.CutAfter;
import io.kazoo.testing.ProxyFaults.DropReply;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Watches what passes on one connection for the moments at which it is to be cut. Used by the loop only. */
final class ProxyTriggers {
    private final ProxyFaults faults;
    private final FrameScanner requests = FrameScanner.ofRequests();
    private final FrameScanner replies = FrameScanner.ofReplies();
    /** Where, in bytes since the connection's start, each ordered cut is. */
    private final Map<CutAfter, Long> cutPoints = new HashMap<>();
    /** The replies to drop, by xid. */
    private final Map<Integer, DropReply> awaited = new HashMap<>();

    ProxyTriggers(ProxyFaults faults) {
        this.faults = faults;
        faults.cuts.forEach(cut -> watchFor(cut, 0));
    }

    void watchFor(CutAfter cut, long seen) {
        cutPoints.put(cut, seen + cut.bytes);
    }

    /** The connection is gone: what has not happened on it may happen on another. */
    void giveBack() {
        faults.drops.addAll(awaited.values());
        awaited.clear();
    }

    /**
     * Looks at bytes that were just read, and takes away those that the other side must not see.
     *
     * @param before how many bytes were read before them in this direction
     * @return how to cut the connection after the bytes that are left; null to go on
     */
    @Nullable
    Cut apply(Direction direction, ByteBuffer bytes, long before) {
        faults.removeCancelled();
        Cut cut = cutWithin(direction, bytes, before);
        if (direction == Direction.TO_SERVER) {
            requests.scan(bytes, this::expect);
            return cut;
        }
        Cut drop = replyToDrop(bytes);
        return drop == null ? cut : drop;
    }

    private @Nullable Cut cutWithin(Direction direction, ByteBuffer bytes, long before) {
        CutAfter first = null;
        int end = bytes.remaining();
        for (CutAfter cut : faults.cuts) {
            long point = cutPoints.getOrDefault(cut, Long.MAX_VALUE) - before;
            if (cut.direction == direction && point <= end) {
                first = cut;
                end = (int) point;
            }
        }
        if (first == null) {
            return null;
        }
        faults.cuts.remove(first);
        bytes.limit(bytes.position() + end);
        return new Cut(first.ending, first.done);
    }

    private boolean expect(int xid, int type) {
        for (DropReply drop : faults.drops) {
            if (drop.opCode == type) {
                faults.drops.remove(drop);
                awaited.put(xid, drop);
                break;
            }
        }
        return false;
    }

    private @Nullable Cut replyToDrop(ByteBuffer bytes) {
        List<DropReply> found = new ArrayList<>();
        int end = replies.scan(bytes, (xid, type) -> {
            DropReply drop = awaited.remove(xid);
            if (drop != null && !drop.done.isDone()) {
                found.add(drop);
            }
            return !found.isEmpty();
        });
        if (found.isEmpty()) {
            return null;
        }
        bytes.limit(bytes.position() + end);
        return new Cut(Ending.RESET, found.get(0).done);
    }

    /** How to end a connection, and what to complete then. */
    record Cut(Ending ending, CompletableFuture<Void> done) {}
}
