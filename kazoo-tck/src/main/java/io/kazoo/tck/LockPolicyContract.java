package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.Lock;
import io.kazoo.recipes.lock.LockNaming;
import io.kazoo.recipes.lock.LockOptions;
import io.kazoo.recipes.lock.LossPolicy;
import io.kazoo.recipes.lock.Semaphore;
import io.kazoo.testing.ManagedZooKeeper;
import io.kazoo.testing.ZooKeeperOptions;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the options of a lock change: names, what counts as a loss, what the parent is. */
public abstract class LockPolicyContract extends LockScenario {
    private static final LockOptions CAUTIOUS = LockOptions.defaults().withLossPolicy(LossPolicy.SUSPENDED);
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** For subclasses. */
    protected LockPolicyContract() {}

    static Stream<Arguments> namings() {
        return Stream.of(
                Arguments.of(LockNaming.kazoo(), "[0-9a-f]{32}__lock__[0-9]{10}", "_c_x-lock-"),
                Arguments.of(LockNaming.curator(), "_c_" + UUID + "-lock-[0-9]{10}", "x__lock__"),
                Arguments.of(LockNaming.curatorLatch(), "_c_" + UUID + "-latch-[0-9]{10}", "_c_x-lock-"),
                Arguments.of(LockNaming.goZookeeper(), "_c_[0-9a-f]{32}-lock-[0-9]{10}", "x__lock__"),
                Arguments.of(LockNaming.custom("a.*", ".*|"), "a\\.\\*[0-9a-f]{32}\\.\\*\\|[0-9]{10}", "a.*x"));
    }

    @ParameterizedTest
    @MethodSource("namings")
    void contendersOfOneNamingQueueUp(LockNaming naming, String pattern, String stranger) {
        KazooClient client = startClient();
        observer().ensurePath(PATH);
        createByHand("", "the first number");
        createByHand(stranger, "no contender");
        LockOptions options = LockOptions.defaults().withNaming(naming);
        Hold first = Lock.create(client, PATH, options.withIdentifier("one")).acquire();
        Lock second = Lock.create(observer(), PATH, options.withIdentifier("two"));
        AsyncResult<Hold> waiter = second.async().acquire();
        awaitContenders(4);
        assertThat(names()).filteredOn(name -> name.matches(pattern)).hasSize(2);
        assertThat(second.contenders()).containsExactly("one", "two");
        assertThat(observer().get(first.nodePath()).data())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("one");
        assertThat(waiter.isDone()).isFalse();
        first.release();
        waiter.get(LIMIT).release();
        awaitContenders(2);
        eventually(() -> assertThat(watches()).isEmpty());
    }

    @Test
    void readersAndWritersHaveCuratorsNames() {
        KazooClient client = startClient();
        LockOptions options = LockOptions.defaults().withNaming(LockNaming.curatorReadWrite());
        Hold reader = Lock.read(client, PATH, options).acquire();
        Hold another = Lock.read(observer(), PATH, options).acquire();
        AsyncResult<Hold> writer = Lock.write(client, PATH, options).async().acquire();
        awaitContenders(3);
        assertThat(reader.nodePath()).matches(PATH + "/_c_" + UUID + "-__READ__[0-9]{10}");
        assertThat(names())
                .filteredOn(name -> name.matches("_c_" + UUID + "-__WRIT__[0-9]{10}"))
                .hasSize(1);
        assertThat(Lock.read(client, PATH, options).tryAcquire())
                .as("behind a writer")
                .isEmpty();
        reader.release();
        assertThat(writer.isDone()).isFalse();
        another.release();
        writer.get(LIMIT).release();
        awaitNothingLeft();
    }

    @Test
    void whatANamingDoesNotHaveIsRefused() {
        KazooClient client = startClient();
        LockOptions curator = LockOptions.defaults().withNaming(LockNaming.curator());
        LockOptions readWrite = LockOptions.defaults().withNaming(LockNaming.curatorReadWrite());
        assertThatIllegalArgumentException().isThrownBy(() -> Lock.read(client, PATH, curator));
        assertThatIllegalArgumentException().isThrownBy(() -> Lock.write(client, PATH, curator));
        assertThatIllegalArgumentException().isThrownBy(() -> Lock.create(client, PATH, readWrite));
        assertThatIllegalArgumentException().isThrownBy(() -> LockNaming.custom("x", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> LockNaming.custom("x/", "y"));
    }

    /** Waiters are not concerned; the holder gives up at once, and its node goes before its session does. */
    @Test
    void whoIsCautiousLosesWithTheConnection() {
        KazooClient client = startProxied();
        Lock lock = Lock.create(client, PATH, CAUTIOUS);
        Hold held = lock.acquire();
        AsyncResult<Hold> waiter = lock.async().acquire();
        awaitContenders(2);
        disconnect(client);
        assertThat(held.isHeld()).isFalse();
        assertThat(held.lost().get(LIMIT)).isNull();
        assertThat(held.releaseAsync().get(LIMIT)).isFalse();
        assertThat(waiter.isDone()).isFalse();
        proxy().heal();
        Hold next = waiter.get(LIMIT);
        assertThat(held.isHeld()).isFalse();
        awaitOnly(next);
        next.release();
        awaitNothingLeft();
    }

    @Test
    void aLeaseOfASemaphoreToo() {
        KazooClient client = startProxied();
        Semaphore semaphore = Semaphore.create(client, "/some/semaphore", 1, CAUTIOUS);
        Hold held = semaphore.acquire();
        loseConnection(client);
        assertThat(held.isHeld()).isFalse();
        assertThat(held.lost().get(LIMIT)).isNull();
        semaphore.acquire(LIMIT).release();
        awaitState(client, KazooState.CONNECTED);
        eventually(() -> assertThat(childrenOf("/some/semaphore")).isEmpty());
    }

    /** The server removes a container whose last child is gone. */
    @Test
    void theParentMayBeAContainerAndMayVanish() {
        ManagedZooKeeper own = closeLater(ManagedZooKeeper.launch(
                ZooKeeperOptions.defaults().withSystemProperty("znode.container.checkIntervalMs", "50")));
        KazooClient client = startClient(builder -> builder.hosts(own.address()));
        LockOptions options = LockOptions.defaults().withContainerParent(true);
        Lock lock = Lock.create(client, PATH, options);
        Semaphore semaphore = Semaphore.create(client, "/some/semaphore", 1, options);
        for (int i = 0; i < 2; i++) {
            lock.acquire().release();
            Hold lease = semaphore.acquire();
            assertThat(client.get("/some/semaphore").data()).containsExactly('1');
            lease.release();
            eventually(() -> assertThat(client.getChildren("/some")).isEmpty());
        }
        assertThat(client.exists("/some")).as("only the parent itself").isPresent();
    }
}
