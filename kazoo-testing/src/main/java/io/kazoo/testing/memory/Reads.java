package io.kazoo.testing.memory;

import io.kazoo.Acl;
import io.kazoo.Id;
import io.kazoo.Permissions;
import io.kazoo.ZnodeStat;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import io.kazoo.core.protocol.OpCode;
import io.kazoo.core.protocol.Records;
import io.kazoo.exceptions.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What changes no node. */
final class Reads {
    private final Tree tree;
    private final WatchRequests watches;
    private final Random random;

    Reads(Tree tree, WatchRequests watches, Random random) {
        this.tree = tree;
        this.watches = watches;
        this.random = random;
    }

    /** Reads a request. */
    Work read(int op, JuteReader in) {
        return switch (op) {
            case OpCode.EXISTS -> exists(in.readString(), in.readBool());
            case OpCode.GET_DATA -> data(in.readString(), in.readBool());
            case OpCode.GET_CHILDREN, OpCode.GET_CHILDREN2 -> children(op, in.readString(), in.readBool());
            case OpCode.GET_ACL -> acls(in.readString());
            case OpCode.GET_ALL_CHILDREN_NUMBER -> countBelow(in.readString());
            case OpCode.GET_EPHEMERALS -> ephemerals(in.readString());
            case OpCode.WHO_AM_I -> this::whoAmI;
            case OpCode.MULTI_READ -> several(in);
            default -> throw new IllegalArgumentException("not a read: " + op);
        };
    }

    private Work exists(String path, boolean watch) {
        return call -> {
            if (watch) {
                watches.data.add(path, call.connection(), WatchTable.Mode.ONE_SHOT); // also of what is not there
            }
            ZnodeStat stat = tree.require(path).stat();
            return out -> Records.writeStat(out, stat);
        };
    }

    private Work data(String path, boolean watch) {
        return call -> {
            Znode node = readable(path, call);
            if (watch) {
                watches.data.add(path, call.connection(), WatchTable.Mode.ONE_SHOT);
            }
            byte[] data = node.data;
            ZnodeStat stat = node.stat();
            return out -> {
                out.writeBuffer(data);
                Records.writeStat(out, stat);
            };
        };
    }

    private Work children(int op, String path, boolean watch) {
        return call -> {
            Znode node = readable(path, call);
            if (watch) {
                watches.child.add(path, call.connection(), WatchTable.Mode.ONE_SHOT);
            }
            // In no order, so that nobody relies on one.
            List<String> names = new ArrayList<>(node.children);
            Collections.shuffle(names, random);
            ZnodeStat stat = node.stat();
            return out -> {
                out.writeVector(names, JuteWriter::writeString);
                if (op == OpCode.GET_CHILDREN2) {
                    Records.writeStat(out, stat);
                }
            };
        };
    }

    private Work acls(String path) {
        return call -> {
            Znode node = tree.require(path);
            Acls.check(node.acls, Permissions.READ | Permissions.ADMIN, call.ids());
            List<Acl> shown = Acls.shown(node.acls, call.ids());
            ZnodeStat stat = node.stat();
            return out -> {
                out.writeVector(shown, Records::writeAcl);
                Records.writeStat(out, stat);
            };
        };
    }

    private Work countBelow(String path) {
        return call -> {
            readable(path, call);
            int count = tree.countBelow(path);
            return out -> out.writeInt(count);
        };
    }

    private Work ephemerals(String prefix) {
        return call -> {
            List<String> paths = tree.ephemeralsOf(call.session()).stream()
                    .filter(path -> path.startsWith(prefix.strip()))
                    .toList();
            return out -> out.writeVector(paths, JuteWriter::writeString);
        };
    }

    private Reply whoAmI(Call call) {
        List<Id> users = call.ids().stream()
                .map(id -> new Id(id.scheme(), Acls.user(id)))
                .toList();
        return out -> out.writeVector(users, Records::writeId);
    }

    /** Reads several nodes; one that cannot be read does not spoil the others. */
    private Work several(JuteReader in) {
        List<Parts.Part> parts = Parts.read(in, this::part);
        return call -> Parts.results(parts.stream().map(part -> one(part, call)).toList());
    }

    private Work part(int op, JuteReader in) {
        if (op != OpCode.GET_DATA && op != OpCode.GET_CHILDREN) {
            throw new IllegalArgumentException("not a part of a read: " + op);
        }
        return read(op, in);
    }

    private static Reply one(Parts.Part part, Call call) {
        try {
            return Parts.result(part.op(), part.work().run(call));
        } catch (Refusal refusal) {
            return Parts.error(refusal.code());
        }
    }

    private Znode readable(String path, Call call) {
        if (path.indexOf('\0') >= 0) {
            throw new Refusal(ErrorCode.BAD_ARGUMENTS);
        }
        Znode node = tree.require(path);
        Acls.check(node.acls, Permissions.READ, call.ids());
        return node;
    }
}
