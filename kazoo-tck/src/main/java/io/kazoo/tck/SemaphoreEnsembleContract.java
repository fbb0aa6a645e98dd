package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.ClientId;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.recipes.Hold;
import io.kazoo.testing.ManagedZooKeeper;
import io.kazoo.testing.ZooKeeperCluster;
import io.kazoo.testing.junit.ZooKeeperTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server of one who holds a lease, and of one who waits for another, is killed; the session lives. */
@ZooKeeperTest(servers = 3)
@SuppressWarnings("exports") // who runs it has kazoo-testing
public abstract class SemaphoreEnsembleContract extends SemaphoreScenario {
    private static final Duration HEAL_LIMIT = Duration.ofSeconds(30);

    private ManagedZooKeeper victim;
    private KazooClient client;
    private ClientId session;

    /** For subclasses. */
    protected SemaphoreEnsembleContract() {}

    /** The observer is on the first server; the client on another that does not lead, and knows the third. */
    @BeforeEach
    void start(ZooKeeperCluster cluster) {
        boolean secondLeads = cluster.server(1).isLeader();
        victim = cluster.server(secondLeads ? 2 : 1);
        ManagedZooKeeper refuge = cluster.server(secondLeads ? 1 : 2);
        client = startClient(
                builder -> builder.hosts(victim.address() + chroot()).randomizeHosts(false));
        client.setHosts(victim.address() + "," + refuge.address() + chroot());
        session = sessionOf(client);
    }

    @AfterEach
    void heal(ZooKeeperCluster cluster) {
        cluster.heal(HEAL_LIMIT);
    }

    @Test
    void whoHoldsAndWhoWaitsGoOnAtAnotherServer() {
        Hold held = semaphoreOf(client, "holder", 2).acquire();
        awaitQueue(0);
        Hold other = semaphoreOf(observer(), "other", 2).acquire();
        awaitQueue(0);
        AsyncResult<Hold> waiter = semaphoreOf(client, "waiter", 2).async().acquire();
        awaitWatching(client);
        victim.kill();
        other.release(); // while the waiter is on its way to another server
        Hold next = waiter.get(LIMIT);
        awaitState(client, KazooState.CONNECTED);
        assertThat(sessionOf(client)).isEqualTo(session);
        assertThat(held.isHeld()).isTrue();
        awaitOnly(held, next);
        held.release();
        next.release();
        awaitOnly();
    }
}
