package sample;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kazoo.KazooClient;
import io.kazoo.exceptions.KazooTimeoutException;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.Lock;
import io.kazoo.testing.ManagedZooKeeper;
import io.kazoo.testing.ZooKeeperHarness;
import io.kazoo.testing.junit.ZooKeeperTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@ZooKeeperTest(servers = 3)
class LockTest {
    @Test
    void aLockOutlivesTheLeaderOfTheServers(ZooKeeperHarness zk) {
        KazooClient other = zk.newClient();
        other.start();
        Lock theirs = Lock.create(other, "/lock");
        try (Hold held = Lock.create(zk.client(), "/lock").acquire()) {
            zk.cluster().leader().ifPresent(ManagedZooKeeper::kill);
            assertThrows(KazooTimeoutException.class, () -> theirs.acquire(Duration.ofSeconds(3)));
            assertTrue(held.isHeld());
        }
        theirs.acquire(Duration.ofSeconds(20)).release();
    }
}
