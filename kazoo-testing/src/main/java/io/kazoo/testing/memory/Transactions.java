package io.kazoo.testing.memory;

import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.protocol.OpCode;
import io.kazoo.exceptions.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Several changes, all or none. */
final class Transactions {
    private final Tree tree;
    private final Writes writes;

    Transactions(Tree tree, Writes writes) {
        this.tree = tree;
        this.writes = writes;
    }

    /** Reads a request. */
    Work read(JuteReader in) {
        List<Parts.Part> parts = Parts.read(in, this::part);
        return call -> run(parts, call);
    }

    private Work part(int op, JuteReader in) {
        if (op == OpCode.SET_ACL) {
            throw new IllegalArgumentException("not a part of a transaction: " + op);
        }
        return writes.read(op, in);
    }

    /** The server answers success also when nothing was changed: the parts say what came of it. */
    private Reply run(List<Parts.Part> parts, Call call) {
        List<Reply> results = new ArrayList<>();
        for (Parts.Part part : parts) {
            try {
                results.add(Parts.result(answered(part.op()), part.work().run(call)));
            } catch (Refusal refusal) {
                tree.rollback();
                return Parts.results(errors(results.size(), parts.size(), refusal.code()));
            }
        }
        return Parts.results(results);
    }

    /** Those before the culprit were undone, those after it not tried. */
    private static List<Reply> errors(int culprit, int count, ErrorCode code) {
        List<Reply> errors = new ArrayList<>(Collections.nCopies(culprit, Parts.error(ErrorCode.ROLLED_BACK)));
        errors.add(Parts.error(code));
        errors.addAll(Collections.nCopies(count - culprit - 1, Parts.error(ErrorCode.RUNTIME_INCONSISTENCY)));
        return errors;
    }

    /** Every create but the plain one is answered as the second kind. */
    private static int answered(int op) {
        return switch (op) {
            case OpCode.CREATE_CONTAINER, OpCode.CREATE_TTL -> OpCode.CREATE2;
            default -> op;
        };
    }
}
