package io.kazoo.testing.memory;

import io.kazoo.Acl;
import io.kazoo.Permissions;
import io.kazoo.ZnodePaths;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.protocol.OpCode;
import io.kazoo.exceptions.ErrorCode;
import io.kazoo.testing.memory.WatchTable.Mode;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The watches of all connections: what sets them, removes them, and makes them fire. */
final class WatchRequests {
    private static final int CHILDREN = 1;
    private static final int DATA = 2;
    private static final int ANY = 3;
    private static final int PERSISTENT = 4;
    private static final int PERSISTENT_RECURSIVE = 5;

    /** What events are called on the wire. */
    enum Event {
        CREATED(1),
        DELETED(2),
        CHANGED(3),
        CHILD(4);

        final int number;

        Event(int number) {
            this.number = number;
        }
    }

    /** Tells a connection of an event. */
    @FunctionalInterface
    interface Teller {
        void tell(Connection who, Event event, String path, long zxid);
    }

    final WatchTable data = new WatchTable();
    final WatchTable child = new WatchTable();
    private final Tree tree;
    private final Teller teller;

    WatchRequests(Tree tree, Teller teller) {
        this.tree = tree;
        this.teller = teller;
    }

    /** Reads a request. */
    Work read(int op, JuteReader in) {
        return switch (op) {
            case OpCode.ADD_WATCH -> add(in.readString(), in.readInt());
            case OpCode.CHECK_WATCHES -> check(in.readString(), in.readInt());
            case OpCode.REMOVE_WATCHES -> remove(in.readString(), in.readInt());
            case OpCode.SET_WATCHES, OpCode.SET_WATCHES2 -> setAgain(op, in);
            default -> throw new IllegalArgumentException("has nothing to do with watches: " + op);
        };
    }

    private Work add(String path, int mode) {
        return call -> {
            if (mode == 1) {
                data.add(path, call.connection(), Mode.RECURSIVE);
            } else {
                data.add(path, call.connection(), Mode.PERSISTENT);
                child.add(path, call.connection(), Mode.PERSISTENT);
            }
            return out -> out.writeInt(0);
        };
    }

    private Work check(String path, int type) {
        return call -> {
            Connection who = call.connection();
            return found(
                    switch (type) {
                        case CHILDREN -> child.contains(path, who, Mode.ONE_SHOT);
                        case DATA -> data.contains(path, who, Mode.ONE_SHOT);
                        case ANY -> child.contains(path, who, null) || data.contains(path, who, null);
                        case PERSISTENT -> data.contains(path, who, Mode.PERSISTENT);
                        case PERSISTENT_RECURSIVE -> data.contains(path, who, Mode.RECURSIVE);
                        default -> throw new IllegalArgumentException("no type of watches: " + type);
                    });
        };
    }

    private Work remove(String path, int type) {
        return call -> {
            Connection who = call.connection();
            return found(
                    switch (type) {
                        case CHILDREN -> child.remove(path, who, Mode.ONE_SHOT);
                        case DATA -> data.remove(path, who, Mode.ONE_SHOT);
                        case ANY -> removeBoth(path, who, null);
                        case PERSISTENT -> removeBoth(path, who, Mode.PERSISTENT);
                        case PERSISTENT_RECURSIVE -> data.remove(path, who, Mode.RECURSIVE);
                        default -> throw new IllegalArgumentException("no type of watches: " + type);
                    });
        };
    }

    private boolean removeBoth(String path, Connection who, @Nullable Mode mode) {
        boolean ofChildren = child.remove(path, who, mode);
        boolean ofData = data.remove(path, who, mode);
        return ofChildren || ofData;
    }

    private static Reply found(boolean found) {
        if (!found) {
            throw new Refusal(ErrorCode.NO_WATCHER);
        }
        return Reply.EMPTY;
    }

    /** After a reconnect: what has happened meanwhile is told at once, for the rest the watches are set. */
    private Work setAgain(int op, JuteReader in) {
        long since = in.readLong();
        List<String> dataPaths = in.readVector(JuteReader::readString);
        List<String> existPaths = in.readVector(JuteReader::readString);
        List<String> childPaths = in.readVector(JuteReader::readString);
        boolean second = op == OpCode.SET_WATCHES2;
        List<String> persistent = second ? in.readVector(JuteReader::readString) : List.of();
        List<String> recursive = second ? in.readVector(JuteReader::readString) : List.of();
        return call -> {
            Connection who = call.connection();
            dataPaths.forEach(path -> again(who, path, data, Event.CHANGED, node -> node.mzxid > since));
            existPaths.forEach(path -> {
                if (tree.find(path) == null) {
                    data.add(path, who, Mode.ONE_SHOT);
                } else {
                    teller.tell(who, Event.CREATED, path, -1);
                }
            });
            childPaths.forEach(path -> again(who, path, child, Event.CHILD, node -> node.pzxid > since));
            persistent.forEach(path -> {
                data.add(path, who, Mode.PERSISTENT);
                child.add(path, who, Mode.PERSISTENT);
            });
            recursive.forEach(path -> data.add(path, who, Mode.RECURSIVE));
            return Reply.EMPTY;
        };
    }

    private void again(Connection who, String path, WatchTable table, Event event, Predicate<Znode> happened) {
        Znode node = tree.find(path);
        if (node == null) {
            teller.tell(who, Event.DELETED, path, -1);
        } else if (happened.test(node)) {
            teller.tell(who, event, path, -1);
        } else {
            table.add(path, who, Mode.ONE_SHOT);
        }
    }

    /** Tells all who watch what has changed. */
    void changed(Change change, long zxid) {
        String path = change.path();
        String parent = ZnodePaths.parent(path);
        switch (change.kind()) {
            case CHANGED -> tell(data.triggered(path), Event.CHANGED, path, change.acls(), zxid);
            case CREATED -> {
                tell(data.triggered(path), Event.CREATED, path, change.acls(), zxid);
                tell(child.triggered(parent), Event.CHILD, parent, change.parentAcls(), zxid);
            }
            case DELETED -> {
                Set<Connection> who = data.triggered(path);
                who.addAll(child.triggered(path));
                tell(who, Event.DELETED, path, change.acls(), zxid);
                tell(child.triggered(parent), Event.CHILD, parent, change.parentAcls(), zxid);
            }
        }
    }

    /** Who must not read a node is not told of it either (CVE-2024-23944). */
    private void tell(Set<Connection> who, Event event, String path, List<Acl> acls, long zxid) {
        for (Connection each : who) {
            if (Acls.allow(acls, Permissions.READ, each.ids)) {
                teller.tell(each, event, path, zxid);
            }
        }
    }

    void removeAll(Connection who) {
        data.removeAll(who);
        child.removeAll(who);
    }
}
