package io.kazoo.testing.memory;

import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.protocol.OpCode;
import io.kazoo.exceptions.ErrorCode;
import java.util.Random;

/** Reads requests of all kinds but those that concern the session. */
final class Requests {
    private final Writes writes;
    private final Transactions transactions;
    private final Reads reads;
    private final WatchRequests watches;

    Requests(Tree tree, WatchRequests watches, Random random) {
        this.watches = watches;
        writes = new Writes(tree);
        transactions = new Transactions(tree, writes);
        reads = new Reads(tree, watches, random);
    }

    /**
     * Reads a request.
     *
     * @throws Refusal if there is none of that number
     */
    Work read(int op, JuteReader in) {
        return switch (op) {
            case OpCode.CREATE,
                    OpCode.CREATE2,
                    OpCode.CREATE_CONTAINER,
                    OpCode.CREATE_TTL,
                    OpCode.DELETE,
                    OpCode.SET_DATA,
                    OpCode.SET_ACL -> writes.read(op, in);
            case OpCode.MULTI -> transactions.read(in);
            case OpCode.EXISTS,
                    OpCode.GET_DATA,
                    OpCode.GET_CHILDREN,
                    OpCode.GET_CHILDREN2,
                    OpCode.GET_ACL,
                    OpCode.GET_ALL_CHILDREN_NUMBER,
                    OpCode.GET_EPHEMERALS,
                    OpCode.WHO_AM_I,
                    OpCode.MULTI_READ -> reads.read(op, in);
            case OpCode.ADD_WATCH,
                    OpCode.CHECK_WATCHES,
                    OpCode.REMOVE_WATCHES,
                    OpCode.SET_WATCHES,
                    OpCode.SET_WATCHES2 -> watches.read(op, in);
            case OpCode.SYNC -> {
                String path = in.readString();
                yield call -> out -> out.writeString(path);
            }
            case OpCode.RECONFIG -> throw new Refusal(ErrorCode.RECONFIG_DISABLED);
            default -> throw new Refusal(ErrorCode.UNIMPLEMENTED);
        };
    }

    /** Tells whether a request is a transaction, and so has a number of its own, even if it fails. */
    static boolean isWrite(int op) {
        return switch (op) {
            case OpCode.CREATE,
                    OpCode.CREATE2,
                    OpCode.CREATE_CONTAINER,
                    OpCode.CREATE_TTL,
                    OpCode.DELETE,
                    OpCode.SET_DATA,
                    OpCode.SET_ACL,
                    OpCode.MULTI,
                    OpCode.RECONFIG -> true;
            default -> false;
        };
    }
}
