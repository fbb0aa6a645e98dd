package io.kazoo.handler.threading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kazoo.ClientId;
import io.kazoo.CreateMode;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.testing.FaultProxy;
import io.kazoo.testing.ManagedZooKeeper;
import io.kazoo.testing.ZooKeeperCluster;
import io.kazoo.testing.ZooKeeperHarness;
import io.kazoo.testing.junit.ZooKeeperTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The harness of kazoo-testing and its extension, here because kazoo-testing has no client to test them with. */
@ZooKeeperTest(servers = 3)
class ZooKeeperHarnessTest {
    private final ZooKeeperHarness zk;

    ZooKeeperHarnessTest(ZooKeeperHarness zk) {
        this.zk = zk;
    }

    @Test
    void everyPartOfATestHasTheSameHarness(ZooKeeperHarness sameTest, ZooKeeperCluster cluster) {
        assertThat(sameTest).isSameAs(zk);
        assertThat(zk.cluster()).isSameAs(cluster);
        assertThat(zk.client()).isSameAs(zk.client());
    }

    @Test
    void aTestLivesInAChrootOfItsOwn(ZooKeeperCluster cluster) {
        assertThat(zk.chroot()).matches("/kazootests[0-9a-f]{32}");
        assertThat(zk.client().getChildren("/")).isEmpty();
        zk.client().create("/mine");
        KazooClient outside = zk.newClient(builder -> builder.hosts(cluster.connectString()));
        outside.start();
        outside.sync("/");
        assertThat(outside.getChildren(zk.chroot())).containsExactly("mine");
    }

    @Test
    void aLostConnectionCostsOneClientItsConnectionButNotItsSession() {
        KazooClient other = zk.newClient();
        other.start();
        List<KazooState> statesOfOther = new CopyOnWriteArrayList<>();
        other.addListener(statesOfOther::add);
        zk.client().create("/ephemeral", new byte[0], CreateMode.EPHEMERAL);
        ClientId session = zk.client().clientId().orElseThrow();

        zk.loseConnection();

        assertThat(zk.client().clientId()).contains(session);
        other.sync("/");
        assertThat(other.exists("/ephemeral")).isPresent();
        assertThat(statesOfOther).isEmpty();
    }

    @Test
    void anExpiredSessionIsGoneAndFollowedByAnother() {
        KazooClient other = zk.newClient();
        other.start();
        ClientId sessionOfOther = other.clientId().orElseThrow();
        zk.client().create("/ephemeral", new byte[0], CreateMode.EPHEMERAL);
        ClientId session = zk.client().clientId().orElseThrow();

        zk.expireSession();

        assertThat(zk.client().clientId()).isPresent().get().isNotEqualTo(session);
        other.sync("/");
        assertThat(other.exists("/ephemeral")).isEmpty();
        assertThat(other.clientId()).contains(sessionOfOther);
    }

    @Test
    void itKnowsTheServerOfAClient(ZooKeeperCluster cluster) {
        long session = zk.client().clientId().orElseThrow().sessionId();
        ManagedZooKeeper server = zk.serverOf(zk.client());
        assertThat(cluster.memberWithSession(session)).containsSame(server);
        assertThat(zk.proxy()).isSameAs(zk.proxies().get(cluster.servers().indexOf(server)));

        KazooClient direct = zk.newClient(builder -> builder.hosts(server.address()));
        direct.start();
        assertThat(zk.serverOf(direct)).isSameAs(server);
    }

    @Test
    void whatNeedsAConnectionSaysSoWithoutOne() {
        KazooClient idle = zk.newClient();
        assertThatThrownBy(() -> zk.loseConnection(idle))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no session");
        assertThatThrownBy(() -> zk.expireSession(idle)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> zk.serverOf(idle)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void clientsFeelTheFaultsOfTheProxies() {
        List<KazooState> states = new CopyOnWriteArrayList<>();
        zk.client().addListener(states::add);
        zk.proxy().cut();
        await().until(() -> states.equals(List.of(KazooState.SUSPENDED, KazooState.CONNECTED)));
    }

    @Test
    void closingUndoesWhatWasDone(ZooKeeperCluster cluster) {
        ZooKeeperHarness harmful = ZooKeeperHarness.open(cluster);
        KazooClient client = harmful.client();
        client.ensurePath("/deep/below");
        client.create("/ephemeral", new byte[0], CreateMode.EPHEMERAL);
        harmful.proxies().forEach(proxy -> proxy.blackhole(true));
        cluster.server(0).kill();
        cluster.server(1).suspend();

        harmful.close();
        harmful.close();

        assertThat(cluster.servers()).allMatch(ManagedZooKeeper::isServing);
        assertThat(client.state()).isEqualTo(KazooState.LOST);
        KazooClient outside = zk.newClient(builder -> builder.hosts(cluster.connectString()));
        outside.start();
        outside.sync("/");
        assertThat(outside.exists(harmful.chroot())).isEmpty();
        assertThatThrownBy(harmful::newClient).isInstanceOf(IllegalStateException.class);
        assertThat(harmful.proxies()).allMatch(proxy -> isClosed(proxy));
    }

    private static boolean isClosed(FaultProxy proxy) {
        try {
            proxy.cut();
            return false;
        } catch (IllegalStateException e) {
            return e.getMessage().contains("closed");
        }
    }
}
