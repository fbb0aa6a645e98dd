package io.kazoo.tck;

import static io.kazoo.tck.Waiting.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.kazoo.Acl;
import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.CreatedNode;
import io.kazoo.Id;
import io.kazoo.KazooClient;
import io.kazoo.NodeOperations;
import io.kazoo.NodeRead;
import io.kazoo.NodeReadResult;
import io.kazoo.Permissions;
import io.kazoo.exceptions.InvalidAclException;
import io.kazoo.exceptions.NoAuthException;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.testing.ManagedZooKeeper;
import io.kazoo.testing.ZooKeeperOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Containers, nodes with a time to live, reads of many nodes, and what concerns a whole tree or session. */
public abstract class NodeKindContract extends ClientContract {
    private static final byte[] DATA = "data".getBytes(UTF_8);
    private static final CreateOptions EPHEMERAL = CreateOptions.of(CreateMode.EPHEMERAL);

    private KazooClient client;

    /** For subclasses. */
    protected NodeKindContract() {}

    @BeforeEach
    void start() {
        client = startClient();
    }

    @ParameterizedTest
    @EnumSource
    void aContainerIsCreated(Face face) {
        CreateOptions container = CreateOptions.of(CreateMode.CONTAINER);
        assertThat(on(face).create("/a", DATA, container)).isEqualTo("/a");
        assertThat(client.get("/a").data()).isEqualTo(DATA);
        CreatedNode created = on(face).createWithStat("/p/q/c", DATA, container.withParents());
        assertThat(created)
                .isEqualTo(new CreatedNode("/p/q/c", client.get("/p/q/c").stat()));
    }

    @ParameterizedTest
    @EnumSource
    void aNodeMayHaveATimeToLive(Face face) {
        CreateOptions options = CreateOptions.of(CreateMode.PERSISTENT).withTtl(Duration.ofMillis(123_456));
        assertThat(on(face).create("/a", DATA, options)).isEqualTo("/a");
        CreateOptions numbered =
                CreateOptions.of(CreateMode.PERSISTENT_SEQUENTIAL).withTtl(CreateOptions.LONGEST_TTL);
        CreatedNode created = on(face).createWithStat("/s-", DATA, numbered);
        assertThat(created.path()).isEqualTo("/s-0000000001");
        assertThat(created.stat()).isEqualTo(client.get("/s-0000000001").stat());
    }

    /** The metadata does not tell what kind a node is; time does, on a server that looks more often than once a minute. */
    @Test
    @SuppressWarnings("resource") // closed after the test
    void theServerDeletesWhatIsNotNeededAnyMore() {
        ManagedZooKeeper own = closeLater(ManagedZooKeeper.launch(
                ZooKeeperOptions.defaults().withSystemProperty("znode.container.checkIntervalMs", "50")));
        KazooClient there = startClient(builder -> builder.hosts(own.address()));
        CreateOptions container = CreateOptions.of(CreateMode.CONTAINER);
        CreateOptions ttl = CreateOptions.of(CreateMode.PERSISTENT).withTtl(Duration.ofMillis(10));
        CreateOptions numbered =
                CreateOptions.of(CreateMode.PERSISTENT_SEQUENTIAL).withTtl(Duration.ofMillis(10));
        there.create("/stays");
        there.create("/stays-for-hours", DATA, ttl.withTtl(Duration.ofHours(9)));
        there.create("/unused", DATA, container);
        there.create("/parent/used", DATA, container.withParents());
        there.create("/ttl", DATA, ttl);
        there.createWithStat("/ttl-", DATA, numbered);
        there.transaction()
                .create("/used", DATA, container)
                .create("/used/child")
                .delete("/used/child")
                .create("/ttl2", DATA, ttl)
                .create("/parent/used/child")
                .delete("/parent/used/child")
                .commitOrThrow();
        eventually(() -> assertThat(there.getChildren("/"))
                .containsExactlyInAnyOrder("stays", "stays-for-hours", "unused", "parent", "zookeeper"));
        eventually(() -> assertThat(there.getChildren("/parent")).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    @KnownSince(6)
    void severalNodesAreReadAtOnce(Face face) {
        client.ensurePath("/a/b");
        client.set("/a", DATA);
        List<NodeReadResult> results = on(face).multiRead(List.of(
                NodeRead.data("/a"), NodeRead.children("/a"), NodeRead.data("/none"), NodeRead.children("a")));
        assertThat(((NodeReadResult.Data) results.get(0)).node().data()).isEqualTo(DATA);
        assertThat(((NodeReadResult.Data) results.get(0)).node().stat())
                .isEqualTo(client.get("/a").stat());
        assertThat(results.get(1)).isEqualTo(new NodeReadResult.Children(List.of("b")));
        assertThat(((NodeReadResult.Failed) results.get(2)).failure())
                .isInstanceOf(NoNodeException.class)
                .satisfies(failure -> assertThat(failure.path()).hasValue("/none"));
        assertThat(results.get(3)).isEqualTo(results.get(1));
        assertThat(on(face).multiRead(List.of())).isEmpty();
        assertWorks(client);
    }

    @ParameterizedTest
    @EnumSource
    @KnownSince(6)
    void ephemeralNodesOfTheSessionAreListed(Face face) {
        client.ensurePath("/a/b");
        KazooClient other = startClient();
        List.of("/a/one", "/a/b/two", "/ab").forEach(path -> client.create(path, DATA, EPHEMERAL));
        other.create("/a/foreign", DATA, EPHEMERAL);
        assertThat(on(face).getEphemerals("/")).containsExactlyInAnyOrder("/a/one", "/a/b/two", "/ab");
        assertThat(on(face).getEphemerals("/a"))
                .as("/ab is not below /a")
                .containsExactlyInAnyOrder("/a/one", "/a/b/two");
        assertThat(on(face).getEphemerals("/a/one")).containsExactly("/a/one");
        assertThat(face.of(other).getEphemerals("/")).containsExactly("/a/foreign");
        assertThat(on(face).getEphemerals("/none")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @KnownSince(6)
    void allNodesBelowAreCounted(Face face) {
        client.ensurePath("/a/b/c");
        client.ensurePath("/a/d");
        client.ensurePath("/ab");
        assertThat(on(face).getAllChildrenNumber("/a")).isEqualTo(3);
        assertThat(on(face).getAllChildrenNumber("/a/d")).isZero();
        assertThat(on(face).getAllChildrenNumber("/")).as("the chroot").isEqualTo(5);
        assertThatExceptionOfType(NoNodeException.class).isThrownBy(() -> on(face).getAllChildrenNumber("/none"));
    }

    @ParameterizedTest
    @EnumSource
    void listsOfAWholeTreeAreSet(Face face) {
        client.ensurePath("/a/b/c");
        client.ensurePath("/ab");
        List<String> paths = new ArrayList<>(List.of("/a", "/a/b", "/a/b/c"));
        IntStream.range(0, 300).mapToObj(i -> "/a/b/n" + i).forEach(path -> {
            client.async().create(path);
            paths.add(path);
        });
        // The new list lets nobody list children any more, so these must have been listed before it is set.
        List<Acl> acls = List.of(new Acl(Permissions.ADMIN, Acl.ANYONE_ID_UNSAFE));
        on(face).setAclsRecursive("/a", acls);
        for (String path : paths) {
            assertThat(client.getAcls(path).acls()).as(path).isEqualTo(acls);
        }
        assertThat(client.getAcls("/ab").acls()).isEqualTo(Acl.OPEN_ACL_UNSAFE);
        assertThatExceptionOfType(NoAuthException.class).isThrownBy(() -> on(face).setAclsRecursive("/a", acls));
        paths.forEach(path -> client.async().setAcls(path, Acl.OPEN_ACL_UNSAFE));
        assertThat(client.getAcls("/a/b/c").acls()).isEqualTo(Acl.OPEN_ACL_UNSAFE);
    }

    @ParameterizedTest
    @EnumSource
    void listsThatCannotBeSetAreErrors(Face face) {
        client.ensurePath("/a/b");
        assertThatExceptionOfType(NoNodeException.class)
                .isThrownBy(() -> on(face).setAclsRecursive("/none", Acl.OPEN_ACL_UNSAFE));
        assertThatExceptionOfType(InvalidAclException.class)
                .isThrownBy(() -> on(face).setAclsRecursive("/a", List.of()));
        assertThat(client.getAcls("/a").acls()).isEqualTo(Acl.OPEN_ACL_UNSAFE);
        assertWorks(client);
    }

    @Test
    @KnownSince(7)
    void theServerKnowsWhoIsAsking() {
        client.addAuth("digest", "user:password");
        assertThat(client.whoAmI()).extracting(Id::scheme).contains("ip", "digest");
        assertThat(client.whoAmI()).contains(new Id("digest", "user"));
        assertThat(client.async().whoAmI().get(Waiting.LIMIT)).contains(new Id("digest", "user"));
    }

    @Test
    void nullIsRefusedInTheCall() {
        assertThatNullPointerException().isThrownBy(() -> client.multiRead(nothing()));
        assertThatNullPointerException().isThrownBy(() -> client.getEphemerals(nothing()));
        assertThatNullPointerException().isThrownBy(() -> client.getAllChildrenNumber(nothing()));
        assertThatNullPointerException().isThrownBy(() -> client.setAclsRecursive("/a", nothing()));
        assertThatNullPointerException().isThrownBy(() -> client.async().addWatch("/a", nothing(), event -> {}));
        assertThatNullPointerException().isThrownBy(() -> client.removeAllWatches("/a", nothing()));
    }

    private NodeOperations on(Face face) {
        return face.of(client);
    }
}
