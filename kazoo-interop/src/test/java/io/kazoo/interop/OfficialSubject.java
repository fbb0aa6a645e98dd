package io.kazoo.interop;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.data.Stat;

/** ZooKeeper's own client. Loaded by a class loader that knows it, see {@link OfficialLoader}. */
public final class OfficialSubject implements Subject {
    private static final int SESSION_MILLIS = 10_000;

    private final String servers;
    private final String chroot;

    // Of the present session.
    private List<String> events = new CopyOnWriteArrayList<>();
    private Watcher watcher = event -> {};
    private Watcher persistent = event -> {};
    private Watcher recursive = event -> {};

    private ZooKeeper zk;

    /** Connects. */
    public OfficialSubject(String servers) throws Exception {
        this.servers = servers;
        chroot = servers.substring(servers.indexOf('/'));
        zk = open();
    }

    private ZooKeeper open() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        events = heard;
        watcher = event -> watched(heard, event);
        persistent = event -> watched(heard, event);
        recursive = event -> watched(heard, event);
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper opened = new ZooKeeper(servers, SESSION_MILLIS, event -> {
            if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
            }
        });
        if (!connected.await(15, TimeUnit.SECONDS)) {
            opened.close();
            throw new IllegalStateException("not connected to " + servers);
        }
        return opened;
    }

    private static void watched(List<String> events, WatchedEvent event) {
        if (event.getType() != EventType.None) {
            String type = switch (event.getType()) {
                case NodeCreated -> "created";
                case NodeDeleted -> "deleted";
                case NodeDataChanged -> "changed";
                case NodeChildrenChanged -> "child";
                default -> event.getType().name();
            };
            events.add(type + " " + event.getPath());
        }
    }

    @Override
    public List<String> events() {
        return List.copyOf(events);
    }

    @Override
    public String apply(Step step) throws Exception {
        try {
            return result(step);
        } catch (KeeperException e) {
            return "error " + e.code().intValue();
        }
    }

    private String result(Step step) throws Exception {
        if (step instanceof Step.Create it) {
            Stat stat = new Stat();
            String path = zk.create(it.path(), bytes(it.data()), acls(it.rights()), mode(it.kind()), stat);
            return path + " " + words(stat);
        } else if (step instanceof Step.Delete it) {
            zk.delete(it.path(), it.version());
            return "deleted";
        } else if (step instanceof Step.SetData it) {
            return words(zk.setData(it.path(), bytes(it.data()), it.version()));
        } else if (step instanceof Step.Exists it) {
            Stat stat = zk.exists(it.path(), it.watch() ? watcher : null);
            return stat == null ? "none" : words(stat);
        } else if (step instanceof Step.GetData it) {
            Stat stat = new Stat();
            byte[] data = zk.getData(it.path(), it.watch() ? watcher : null, stat);
            return new String(data, StandardCharsets.UTF_8) + " " + words(stat);
        } else if (step instanceof Step.Children it) {
            Stat stat = new Stat();
            List<String> names = new ArrayList<>(zk.getChildren(it.path(), it.watch() ? watcher : null, stat));
            Collections.sort(names);
            return names + " " + words(stat);
        } else {
            return rarer(step);
        }
    }

    private String rarer(Step step) throws Exception {
        if (step instanceof Step.GetAcl it) {
            Stat stat = new Stat();
            return zk.getACL(it.path(), stat).stream()
                            .map(OfficialSubject::words)
                            .toList() + " " + words(stat);
        } else if (step instanceof Step.SetAcl it) {
            return words(zk.setACL(it.path(), acls(it.rights()), it.version()));
        } else if (step instanceof Step.Sync it) {
            CountDownLatch done = new CountDownLatch(1);
            int[] code = new int[1];
            zk.sync(
                    it.path(),
                    (answer, path, context) -> {
                        code[0] = answer;
                        done.countDown();
                    },
                    null);
            done.await();
            return code[0] == 0 ? "synced" : "error " + code[0];
        } else if (step instanceof Step.Transaction it) {
            return transaction(it);
        } else if (step instanceof Step.AddWatch it) {
            zk.addWatch(
                    it.path(),
                    it.recursive() ? recursive : persistent,
                    it.recursive() ? AddWatchMode.PERSISTENT_RECURSIVE : AddWatchMode.PERSISTENT);
            return "watched";
        } else if (step instanceof Step.CountBelow it) {
            return zk.getAllChildrenNumber(it.path()) + " below";
        } else if (step instanceof Step.ReadMany it) {
            return zk.multi(it.reads().stream().map(OfficialSubject::op).toList()).stream()
                    .map(this::words)
                    .collect(Collectors.joining(", "));
        } else if (step instanceof Step.Ephemerals) {
            return ephemerals();
        } else if (step instanceof Step.Authenticate it) {
            zk.addAuthInfo("digest", bytes(it.user() + ":" + it.password()));
            return "authenticated";
        } else if (step instanceof Step.Reopen) {
            zk.close();
            zk = open();
            return "reopened";
        }
        throw new IllegalArgumentException("not a step of its own: " + step);
    }

    /** The official client has its chroot neither added nor taken off here. */
    private String ephemerals() throws Exception {
        return zk.getEphemerals(chroot).stream()
                .map(path -> path.substring(chroot.length()))
                .sorted()
                .toList()
                .toString();
    }

    private static Op op(Step.Read read) {
        return read.children() ? Op.getChildren(read.path()) : Op.getData(read.path());
    }

    private String transaction(Step.Transaction step) throws Exception {
        List<Op> ops = step.parts().stream().map(OfficialSubject::op).toList();
        List<OpResult> results;
        try {
            results = zk.multi(ops);
        } catch (KeeperException e) {
            if (e.getResults() == null) {
                throw e;
            }
            results = e.getResults();
        }
        return results.stream().map(this::words).collect(Collectors.joining(", "));
    }

    private static Op op(Step.Part part) {
        if (part instanceof Step.Create it) {
            return Op.create(it.path(), bytes(it.data()), acls(it.rights()), mode(it.kind()));
        } else if (part instanceof Step.Delete it) {
            return Op.delete(it.path(), it.version());
        } else if (part instanceof Step.SetData it) {
            return Op.setData(it.path(), bytes(it.data()), it.version());
        } else if (part instanceof Step.Check it) {
            return Op.check(it.path(), it.version());
        }
        throw new IllegalArgumentException("not a part of a transaction: " + part);
    }

    private String words(OpResult result) {
        if (result instanceof OpResult.ErrorResult it) {
            return "error " + it.getErr();
        } else if (result instanceof OpResult.CreateResult it) {
            // The official client leaves its chroot in what a transaction created, though not elsewhere.
            return "created " + it.getPath().substring(chroot.length());
        } else if (result instanceof OpResult.SetDataResult it) {
            return words(it.getStat());
        } else if (result instanceof OpResult.GetDataResult it) {
            return new String(it.getData(), StandardCharsets.UTF_8) + " " + words(it.getStat());
        } else if (result instanceof OpResult.GetChildrenResult it) {
            return it.getChildren().stream().sorted().toList().toString();
        } else if (result instanceof OpResult.DeleteResult) {
            return "deleted";
        } else if (result instanceof OpResult.CheckResult) {
            return "checked";
        }
        throw new IllegalArgumentException("unexpected result " + result);
    }

    private static byte[] bytes(String data) {
        return data.getBytes(StandardCharsets.UTF_8);
    }

    private static CreateMode mode(Step.Kind kind) {
        return CreateMode.valueOf(kind.name());
    }

    private static List<ACL> acls(Step.Rights rights) {
        ACL acl = switch (rights) {
            case OPEN -> new ACL(ZooDefs.Perms.ALL, new Id("world", "anyone"));
            case READ_ADMIN -> new ACL(ZooDefs.Perms.READ | ZooDefs.Perms.ADMIN, new Id("world", "anyone"));
            case CREATOR -> new ACL(ZooDefs.Perms.ALL, new Id("auth", ""));
        };
        return Collections.singletonList(acl); // List.of cannot be asked whether it contains null
    }

    private static String words(ACL acl) {
        return acl.getId().getScheme() + ":" + acl.getId().getId() + ":" + acl.getPerms();
    }

    private static String words(Stat stat) {
        return new Metadata(
                        stat.getVersion(),
                        stat.getCversion(),
                        stat.getAversion(),
                        stat.getEphemeralOwner() > 0,
                        stat.getDataLength(),
                        stat.getNumChildren(),
                        stat.getCzxid() == stat.getMzxid(),
                        stat.getCzxid() == stat.getPzxid())
                .words();
    }

    @Override
    public void close() {
        try {
            zk.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
