package io.kazoo.interop;

import io.kazoo.Acl;
import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.CreatedNode;
import io.kazoo.EventType;
import io.kazoo.KazooClient;
import io.kazoo.NodeAcls;
import io.kazoo.NodeChildren;
import io.kazoo.NodeData;
import io.kazoo.NodeRead;
import io.kazoo.NodeReadResult;
import io.kazoo.Permissions;
import io.kazoo.Transaction;
import io.kazoo.TransactionResult;
import io.kazoo.WatchMode;
import io.kazoo.WatchedEvent;
import io.kazoo.Watcher;
import io.kazoo.ZnodeStat;
import io.kazoo.exceptions.ZookeeperException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** This library. */
final class KazooSubject implements Subject {
    private final String servers;

    // Of the present session.
    private List<String> events = new CopyOnWriteArrayList<>();
    private Watcher watcher = event -> {};
    private Watcher persistent = event -> {};
    private Watcher recursive = event -> {};

    private KazooClient client;

    KazooSubject(String servers) {
        this.servers = servers;
        client = open();
    }

    private KazooClient open() {
        List<String> heard = new CopyOnWriteArrayList<>();
        events = heard;
        watcher = event -> watched(heard, event);
        persistent = event -> watched(heard, event);
        recursive = event -> watched(heard, event);
        KazooClient opened = KazooClient.builder()
                .hosts(servers)
                .sessionTimeout(Duration.ofSeconds(10))
                .build();
        opened.start();
        return opened;
    }

    private static void watched(List<String> events, WatchedEvent event) {
        if (event.type() != EventType.NONE) {
            events.add(event.type().name().toLowerCase(Locale.ROOT) + " " + event.path());
        }
    }

    @Override
    public List<String> events() {
        return List.copyOf(events);
    }

    @Override
    public String apply(Step step) {
        try {
            return result(step);
        } catch (ZookeeperException e) {
            return "error " + e.rawCode();
        }
    }

    private String result(Step step) {
        if (step instanceof Step.Create it) {
            CreatedNode created = client.createWithStat(it.path(), bytes(it.data()), options(it));
            return created.path() + " " + words(created.stat());
        } else if (step instanceof Step.Delete it) {
            client.delete(it.path(), it.version());
            return "deleted";
        } else if (step instanceof Step.SetData it) {
            return words(client.set(it.path(), bytes(it.data()), it.version()));
        } else if (step instanceof Step.Exists it) {
            return client.exists(it.path(), it.watch() ? watcher : null)
                    .map(KazooSubject::words)
                    .orElse("none");
        } else if (step instanceof Step.GetData it) {
            NodeData node = client.get(it.path(), it.watch() ? watcher : null);
            return new String(Objects.requireNonNull(node.data()), StandardCharsets.UTF_8) + " " + words(node.stat());
        } else if (step instanceof Step.Children it) {
            NodeChildren node = client.getChildrenWithStat(it.path(), it.watch() ? watcher : null);
            return node.children().stream().sorted().toList() + " " + words(node.stat());
        } else {
            return rarer(step);
        }
    }

    private String rarer(Step step) {
        if (step instanceof Step.GetAcl it) {
            NodeAcls node = client.getAcls(it.path());
            return node.acls().stream().map(KazooSubject::words).toList() + " " + words(node.stat());
        } else if (step instanceof Step.SetAcl it) {
            return words(client.setAcls(it.path(), acls(it.rights()), it.version()));
        } else if (step instanceof Step.Sync it) {
            client.sync(it.path());
            return "synced";
        } else if (step instanceof Step.Transaction it) {
            return transaction(it);
        } else if (step instanceof Step.AddWatch it) {
            client.addWatch(
                    it.path(),
                    it.recursive() ? WatchMode.PERSISTENT_RECURSIVE : WatchMode.PERSISTENT,
                    it.recursive() ? recursive : persistent);
            return "watched";
        } else if (step instanceof Step.CountBelow it) {
            return client.getAllChildrenNumber(it.path()) + " below";
        } else if (step instanceof Step.ReadMany it) {
            return client.multiRead(it.reads().stream().map(KazooSubject::read).toList()).stream()
                    .map(KazooSubject::words)
                    .collect(Collectors.joining(", "));
        } else if (step instanceof Step.Ephemerals) {
            return client.getEphemerals("/").stream().sorted().toList().toString();
        } else if (step instanceof Step.Authenticate it) {
            client.addAuth("digest", it.user() + ":" + it.password());
            return "authenticated";
        } else if (step instanceof Step.Reopen) {
            client.close();
            client = open();
            return "reopened";
        }
        throw new IllegalArgumentException("not a step of its own: " + step);
    }

    private String transaction(Step.Transaction step) {
        Transaction transaction = client.transaction();
        for (Step.Part part : step.parts()) {
            if (part instanceof Step.Create it) {
                transaction.create(it.path(), bytes(it.data()), options(it));
            } else if (part instanceof Step.Delete it) {
                transaction.delete(it.path(), it.version());
            } else if (part instanceof Step.SetData it) {
                transaction.set(it.path(), bytes(it.data()), it.version());
            } else if (part instanceof Step.Check it) {
                transaction.check(it.path(), it.version());
            }
        }
        return transaction.commit().stream().map(KazooSubject::words).collect(Collectors.joining(", "));
    }

    private static String words(TransactionResult result) {
        if (result instanceof TransactionResult.Failed it) {
            return "error " + it.failure().rawCode();
        } else if (result instanceof TransactionResult.Created it) {
            return "created " + it.path();
        } else if (result instanceof TransactionResult.Changed it) {
            return words(it.stat());
        } else {
            return result instanceof TransactionResult.Deleted ? "deleted" : "checked";
        }
    }

    private static NodeRead read(Step.Read read) {
        return read.children() ? NodeRead.children(read.path()) : NodeRead.data(read.path());
    }

    private static String words(NodeReadResult result) {
        if (result instanceof NodeReadResult.Data it) {
            return new String(Objects.requireNonNull(it.node().data()), StandardCharsets.UTF_8) + " "
                    + words(it.node().stat());
        } else if (result instanceof NodeReadResult.Children it) {
            return it.names().stream().sorted().toList().toString();
        }
        return "error " + ((NodeReadResult.Failed) result).failure().rawCode();
    }

    private static byte[] bytes(String data) {
        return data.getBytes(StandardCharsets.UTF_8);
    }

    private static CreateOptions options(Step.Create step) {
        return CreateOptions.of(CreateMode.valueOf(step.kind().name())).withAcls(acls(step.rights()));
    }

    private static List<Acl> acls(Step.Rights rights) {
        return switch (rights) {
            case OPEN -> Acl.OPEN_ACL_UNSAFE;
            case READ_ADMIN -> List.of(new Acl(Permissions.READ | Permissions.ADMIN, Acl.ANYONE_ID_UNSAFE));
            case CREATOR -> Acl.CREATOR_ALL_ACL;
        };
    }

    private static String words(Acl acl) {
        return acl.id().scheme() + ":" + acl.id().id() + ":" + acl.permissions();
    }

    private static String words(ZnodeStat stat) {
        return new Metadata(
                        stat.version(),
                        stat.cversion(),
                        stat.aversion(),
                        stat.ephemeralOwner() > 0,
                        stat.dataLength(),
                        stat.numChildren(),
                        stat.czxid() == stat.mzxid(),
                        stat.czxid() == stat.pzxid())
                .words();
    }

    @Override
    public void close() {
        client.close();
    }
}
