package io.kazoo.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.barrier.Barrier;
import io.kazoo.recipes.barrier.DoubleBarrier;
import io.kazoo.recipes.counter.Counter;
import io.kazoo.recipes.election.Election;
import io.kazoo.recipes.lease.LeaseOptions;
import io.kazoo.recipes.lease.MultiNonBlockingLease;
import io.kazoo.recipes.lease.NonBlockingLease;
import io.kazoo.recipes.lock.Lock;
import io.kazoo.recipes.lock.LockOptions;
import io.kazoo.recipes.lock.Semaphore;
import io.kazoo.recipes.partition.PartitionerOptions;
import io.kazoo.recipes.partition.SetPartitioner;
import io.kazoo.recipes.party.Party;
import io.kazoo.recipes.queue.LockingQueue;
import io.kazoo.recipes.queue.Queue;
import io.kazoo.recipes.queue.QueueEntry;
import io.kazoo.testing.ZooKeeperHarness;
import io.kazoo.testing.junit.ZooKeeperTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every recipe leaves the nodes that kazoo's leaves, so that Python and Java programs share them. */
@ZooKeeperTest
class KazooLayoutsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static Layouts layouts;

    private KazooClient client;

    @BeforeAll
    static void read() throws IOException {
        layouts = Layouts.read();
    }

    /** A recipe that is not looked at would not be missed otherwise. */
    @AfterAll
    static void allWereLookedAt() {
        assertThat(layouts.rest()).as("layouts nobody looked at").isEmpty();
    }

    @BeforeEach
    void connect(ZooKeeperHarness zk) {
        client = zk.client();
    }

    private void assertAsKazoo(String section, String path) {
        List<String> lines = layouts.take(section);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(Layouts.of(client, path)).containsExactlyInAnyOrderElementsOf(lines));
    }

    private static LockOptions named(String identifier) {
        return LockOptions.defaults().withIdentifier(identifier);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void lock() {
        Hold held = Lock.create(client, "/lock", named("alice")).acquire();
        AsyncResult<Hold> next =
                Lock.create(client, "/lock", named("bob")).async().acquire();
        assertAsKazoo("Lock: alice holds, bob waits", "/lock");
        held.release();
        Hold bobs = next.get(LIMIT);
        assertAsKazoo("Lock: bob holds", "/lock");
        bobs.release();
    }

    @Test
    void readAndWriteLock() {
        Hold held = Lock.read(client, "/rw", named("alice")).acquire();
        AsyncResult<Hold> next = Lock.write(client, "/rw", named("bob")).async().acquire();
        assertAsKazoo("ReadLock+WriteLock: alice reads, bob waits to write", "/rw");
        next.cancel();
        held.release();
    }

    @Test
    void semaphore() {
        Hold held = Semaphore.create(client, "/sem", 2, named("alice")).acquire();
        assertAsKazoo("Semaphore: alice holds 1 of 2", "/sem");
        assertAsKazoo("Semaphore: its inner lock folder", "/sem-__lock__");
        held.release();
        assertAsKazoo("Semaphore: released", "/sem");
    }

    @Test
    void leases() {
        LeaseOptions alice = LeaseOptions.of("alice").withClock(() -> Instant.parse("2026-01-02T03:04:05.678901Z"));
        Duration time = Duration.ofSeconds(90);
        assertThat(NonBlockingLease.create(client, "/lease", time, alice).obtain())
                .isTrue();
        assertAsKazoo("NonBlockingLease: taken at 2026-01-02T03:04:05.678901 for 90 s by alice: True", "/lease");
        assertThat(MultiNonBlockingLease.create(client, 2, "/mlease", time, alice)
                        .obtain())
                .isTrue();
        assertAsKazoo("MultiNonBlockingLease: count 2, first taken: True", "/mlease");
    }

    @Test
    void barrier() {
        Barrier.of(client, "/barrier").create();
        assertAsKazoo("Barrier: created", "/barrier");
    }

    @Test
    void doubleBarrier() {
        DoubleBarrier alice = DoubleBarrier.create(client, "/db", 2, "alice");
        DoubleBarrier bob = DoubleBarrier.create(client, "/db", 2, "bob");
        AsyncResult<?> first = alice.async().enter();
        assertAsKazoo("DoubleBarrier: alice entering, waits for bob", "/db");
        bob.enter();
        first.get(LIMIT);
        assertAsKazoo("DoubleBarrier: both inside", "/db");
        AsyncResult<?> left = alice.async().leave();
        bob.leave();
        left.get(LIMIT);
        assertAsKazoo("DoubleBarrier: both left", "/db");
    }

    @Test
    void counter() {
        Counter<Long> whole = Counter.ofLong(client, "/counter");
        whole.add(5L);
        whole.subtract(7L);
        assertAsKazoo("Counter: int, +5 -7", "/counter");
        Counter.ofDouble(client, "/fcounter", 1.5).add(2.25);
        assertAsKazoo("Counter: float, 1.5 +2.25", "/fcounter");
        Counter.ofDouble(client, "/fcounter2", 1.0).add(1e17);
        assertAsKazoo("Counter: float 1.0 +1e17", "/fcounter2");
        Counter.ofCurator(client, "/ccounter", 0).subtract(3);
        assertAsKazoo("Counter: support_curator, -3", "/ccounter");
    }

    @Test
    void election() {
        Election election = Election.create(client, "/election", "alice");
        assertThat(election.run(leadership -> assertAsKazoo("Election: alice leads", "/election")))
                .isTrue();
        assertAsKazoo("Election: after run", "/election");
    }

    @Test
    void party() {
        Party.create(client, "/party", "alice").join();
        assertAsKazoo("Party: alice joined", "/party");
        Party.shallow(client, "/sparty", "alice").join();
        assertAsKazoo("ShallowParty: alice joined", "/sparty");
    }

    @Test
    void queue() {
        Queue queue = Queue.create(client, "/queue");
        queue.put(bytes("one"));
        queue.put(bytes("two"), 5);
        assertAsKazoo("Queue: put one (default priority), put two (priority 5)", "/queue");
        assertThat(queue.get()).hasValue(bytes("two"));
        assertAsKazoo("Queue: after one get", "/queue");
    }

    @Test
    void lockingQueue() {
        LockingQueue queue = LockingQueue.create(client, "/lqueue");
        queue.put(bytes("one"));
        queue.put(bytes("two"), 5);
        queue.putAll(List.of(bytes("x"), bytes("y")), 7);
        client.ensurePath("/lqueue/taken"); // not before somebody takes, here
        assertAsKazoo("LockingQueue: put one, two (5), put_all x y (7)", "/lqueue");
        QueueEntry entry = queue.get();
        assertAsKazoo("LockingQueue: after get (locked)", "/lqueue");
        assertThat(entry.consume()).isTrue();
        assertAsKazoo("LockingQueue: after consume", "/lqueue");
    }

    @Test
    void setPartitioner() {
        PartitionerOptions alice = PartitionerOptions.of("alice").withTimeBoundary(Duration.ofMillis(100));
        try (SetPartitioner partitioner = SetPartitioner.create(client, "/part", Set.of("a", "b", "c"), alice)) {
            partitioner.start();
            assertThat(partitioner.waitForAcquire(LIMIT)).containsOnlyKeys("a", "b", "c");
            assertAsKazoo("SetPartitioner: alice alone, acquired: ['a', 'b', 'c']", "/part");
        }
    }
}
