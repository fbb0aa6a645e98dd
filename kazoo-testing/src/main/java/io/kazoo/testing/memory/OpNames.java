package io.kazoo.testing.memory;

import io.kazoo.core.protocol.OpCode;

/** What requests are called. */
final class OpNames {
    private OpNames() {}

    static String of(int op) {
        return switch (op) {
            case OpCode.CREATE, OpCode.CREATE2, OpCode.CREATE_CONTAINER, OpCode.CREATE_TTL -> "create";
            case OpCode.DELETE -> "delete";
            case OpCode.EXISTS -> "exists";
            case OpCode.GET_DATA -> "getData";
            case OpCode.SET_DATA -> "setData";
            case OpCode.GET_ACL -> "getACL";
            case OpCode.SET_ACL -> "setACL";
            case OpCode.GET_CHILDREN, OpCode.GET_CHILDREN2 -> "getChildren";
            case OpCode.SYNC -> "sync";
            case OpCode.MULTI -> "multi";
            case OpCode.MULTI_READ -> "multiRead";
            case OpCode.CHECK_WATCHES -> "checkWatches";
            case OpCode.REMOVE_WATCHES -> "removeWatches";
            case OpCode.SET_WATCHES, OpCode.SET_WATCHES2 -> "setWatches";
            case OpCode.ADD_WATCH -> "addWatch";
            default -> "request " + op;
        };
    }
}
