package io.kazoo.testing.memory;

import io.kazoo.Acl;
import io.kazoo.Permissions;
import io.kazoo.ZnodeStat;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.protocol.OpCode;
import io.kazoo.core.protocol.Records;
import io.kazoo.exceptions.ErrorCode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What changes one node, with the checks in the order in which the server makes them. */
final class Writes {
    private static final int EPHEMERAL = 1;
    private static final int SEQUENTIAL = 2;
    private static final int EPHEMERAL_SEQUENTIAL = 3;
    private static final int CONTAINER = 4;
    private static final int TTL = 5;
    private static final int TTL_SEQUENTIAL = 6;
    private static final long LONGEST_TTL = (1L << 40) - 1;

    private final Tree tree;

    Writes(Tree tree) {
        this.tree = tree;
    }

    /** What a create asks for. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Wish(String path, byte @Nullable [] data, List<Acl> acls, int flags, long ttl) {
        static Wish read(int op, JuteReader in) {
            String path = in.readString();
            byte[] data = in.readBuffer();
            List<Acl> acls = in.readVector(Records::readAcl);
            int flags = in.readInt();
            return new Wish(path, data, acls, flags, op == OpCode.CREATE_TTL ? in.readLong() : -1);
        }

        boolean hasTtl() {
            return flags == TTL || flags == TTL_SEQUENTIAL;
        }

        boolean isSequential() {
            return flags == SEQUENTIAL || flags == EPHEMERAL_SEQUENTIAL || flags == TTL_SEQUENTIAL;
        }

        boolean isPossible() {
            return flags >= 0 && flags <= TTL_SEQUENTIAL && (hasTtl() ? ttl > 0 && ttl <= LONGEST_TTL : ttl < 0);
        }

        long owner(long session) {
            return switch (flags) {
                case EPHEMERAL, EPHEMERAL_SEQUENTIAL -> session;
                case CONTAINER -> Znode.CONTAINER_OWNER;
                case TTL, TTL_SEQUENTIAL -> Znode.ttlOwner(ttl);
                default -> 0;
            };
        }
    }

    /** Reads a request. */
    Work read(int op, JuteReader in) {
        return switch (op) {
            case OpCode.CREATE, OpCode.CREATE2, OpCode.CREATE_CONTAINER, OpCode.CREATE_TTL -> {
                Wish wish = Wish.read(op, in);
                yield call -> create(op, wish, call);
            }
            case OpCode.DELETE -> delete(in.readString(), in.readInt());
            case OpCode.SET_DATA -> setData(in.readString(), in.readBuffer(), in.readInt());
            case OpCode.SET_ACL -> setAcls(in.readString(), in.readVector(Records::readAcl), in.readInt());
            case OpCode.CHECK -> check(in.readString(), in.readInt());
            default -> throw new IllegalArgumentException("not a write: " + op);
        };
    }

    private Reply create(int op, Wish wish, Call call) {
        if (!wish.isPossible()) {
            throw new Refusal(ErrorCode.BAD_ARGUMENTS);
        }
        String parentPath = Paths.parentForCreate(wish.path);
        List<Acl> acls = Acls.fixed(wish.acls, call.ids());
        Znode parent = tree.require(parentPath);
        Acls.check(parent.acls, Permissions.CREATE, call.ids());
        String path = wish.isSequential() ? wish.path + sequence(parent.created) : wish.path;
        Paths.valid(path);
        if (tree.find(path) != null) {
            throw new Refusal(ErrorCode.NODE_EXISTS);
        }
        if (parent.isEphemeral()) {
            throw new Refusal(ErrorCode.NO_CHILDREN_FOR_EPHEMERALS);
        }
        Znode node = new Znode(wish.data, acls, wish.owner(call.session()), call.zxid(), call.now());
        tree.create(path, node);
        if (op == OpCode.CREATE) {
            return out -> out.writeString(path);
        }
        ZnodeStat stat = node.stat();
        return out -> {
            out.writeString(path);
            Records.writeStat(out, stat);
        };
    }

    private static String sequence(int number) {
        return String.format(Locale.ROOT, "%010d", number);
    }

    private Work delete(String path, int version) {
        return call -> {
            Znode parent = tree.require(Paths.parentForDelete(path));
            Acls.check(parent.acls, Permissions.DELETE, call.ids());
            Znode node = tree.require(path);
            requireVersion(version, node.version);
            if (!node.children.isEmpty()) {
                throw new Refusal(ErrorCode.NOT_EMPTY);
            }
            tree.delete(path, call.zxid());
            return Reply.EMPTY;
        };
    }

    private Work setData(String path, byte @Nullable [] data, int version) {
        return call -> {
            Znode node = tree.require(Paths.valid(path));
            Acls.check(node.acls, Permissions.WRITE, call.ids());
            requireVersion(version, node.version);
            tree.setData(path, data, next(node.version), call.zxid(), call.now());
            return stat(node);
        };
    }

    private Work setAcls(String path, List<Acl> wanted, int version) {
        return call -> {
            Paths.valid(path);
            List<Acl> acls = Acls.fixed(wanted, call.ids());
            Znode node = tree.require(path);
            Acls.check(node.acls, Permissions.ADMIN, call.ids());
            requireVersion(version, node.aversion);
            node.acls = acls; // no part of a transaction: never undone
            node.aversion = next(node.aversion);
            return stat(node);
        };
    }

    private Work check(String path, int version) {
        return call -> {
            Znode node = tree.require(Paths.valid(path));
            Acls.check(node.acls, Permissions.READ, call.ids());
            requireVersion(version, node.version);
            return Reply.EMPTY;
        };
    }

    private static Reply stat(Znode node) {
        ZnodeStat stat = node.stat();
        return out -> Records.writeStat(out, stat);
    }

    private static void requireVersion(int wanted, int present) {
        if (wanted != -1 && wanted != present) {
            throw new Refusal(ErrorCode.BAD_VERSION);
        }
    }

    /** As in the server, the version that stands for any is passed over. */
    private static int next(int version) {
        return version + 1 == -1 ? 0 : version + 1;
    }
}
