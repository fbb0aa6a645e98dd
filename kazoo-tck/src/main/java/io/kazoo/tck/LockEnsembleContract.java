package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.ClientId;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.Lock;
import io.kazoo.testing.ManagedZooKeeper;
import io.kazoo.testing.ZooKeeperCluster;
import io.kazoo.testing.junit.ZooKeeperTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server that a holder or a waiter is connected to dies, or falls silent, while the session lives. */
@ZooKeeperTest(servers = 3)
@SuppressWarnings("exports") // who runs it has kazoo-testing
public abstract class LockEnsembleContract extends LockScenario {
    private static final Duration HEAL_LIMIT = Duration.ofSeconds(30);

    private final Events<KazooState> states = new Events<>();
    private ManagedZooKeeper victim;
    private KazooClient client;
    private ClientId session;

    /** For subclasses. */
    protected LockEnsembleContract() {}

    /** The observer is on the first server; the client on another that does not lead, and knows the third. */
    @BeforeEach
    void start(ZooKeeperCluster cluster) {
        boolean secondLeads = cluster.server(1).isLeader();
        victim = cluster.server(secondLeads ? 2 : 1);
        ManagedZooKeeper refuge = cluster.server(secondLeads ? 1 : 2);
        client = startClient(builder -> builder.hosts(victim.address() + chroot())
                .randomizeHosts(false) // or it might move to the refuge at once, for balance
                .sessionTimeout(Duration.ofSeconds(4)));
        client.setHosts(victim.address() + "," + refuge.address() + chroot());
        session = sessionOf(client);
        client.addListener(states::add);
    }

    @AfterEach
    void heal(ZooKeeperCluster cluster) {
        cluster.heal(HEAL_LIMIT);
    }

    private void awaitFailover() {
        states.awaitExactly(KazooState.SUSPENDED, KazooState.CONNECTED);
        assertThat(sessionOf(client)).isEqualTo(session);
        assertThat(client.connectedServer().orElseThrow()).asString().isNotEqualTo(victim.address());
    }

    private void theHoldSurvives(Runnable fault) {
        Hold held = lockOf(client, "holder").acquire();
        AsyncResult<Hold> waiter = lockOf(observer(), "waiter").async().acquire();
        awaitContenders(2);
        fault.run();
        assertThat(held.isHeld()).isTrue();
        awaitFailover();
        assertThat(held.isHeld()).isTrue();
        assertThat(held.lost().isDone()).isFalse();
        observer().sync("/");
        assertThat(waiter.isDone()).isFalse();
        held.release();
        Hold next = waiter.get(LIMIT);
        assertThat(next.fencingToken()).isGreaterThan(held.fencingToken());
        awaitOnly(next);
    }

    @Test
    void aHoldSurvivesTheDeathOfItsServer() {
        theHoldSurvives(victim::kill);
    }

    @Test
    void aHoldSurvivesTheSilenceOfItsServer() {
        theHoldSurvives(victim::suspend);
    }

    @Test
    void aWaiterKeepsItsPlaceOnTheNextServer() {
        Lock others = lockOf(observer(), "other");
        Hold held = others.acquire();
        AsyncResult<Hold> waiter = lockOf(client, "waiter").async().acquire();
        awaitContenders(2);
        AsyncResult<Hold> behind = others.async().acquire();
        awaitContenders(3);
        victim.kill();
        held.release(); // while the waiter is on its way to another server
        Hold next = waiter.get(LIMIT);
        awaitFailover();
        assertThat(behind.isDone()).isFalse();
        next.release();
        behind.get(LIMIT).release();
        awaitOnly();
    }
}
