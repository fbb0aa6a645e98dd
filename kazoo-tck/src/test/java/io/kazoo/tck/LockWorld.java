package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.election.AsyncLeaderLatch;
import io.kazoo.recipes.election.LatchOptions;
import io.kazoo.recipes.election.LeaderLatch;
import io.kazoo.recipes.lock.Lock;
import io.kazoo.recipes.lock.MultiLock;
import io.kazoo.recipes.lock.Semaphore;
import io.kazoo.testing.simulation.DeterministicWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Machines that contend for something that is held: by one, by readers or a writer, or by a few. */
final class LockWorld extends RecipeWorld<RecipeWorker> {
    static final String PATH = "/lock";

    private static final int LEASES = 2;

    private final List<Side> sides;
    private final FencedCounter counter = new FencedCounter();
    private final List<HoldJudge> judges = new ArrayList<>();

    /** Makes a worker on a machine. */
    interface Contender {
        RecipeWorker make(DeterministicWorld world, KazooClient client, HoldJudge judge);
    }

    /** Makes the judge of a side. */
    interface Judges {
        HoldJudge make(DeterministicWorld world, FencedCounter counter);
    }

    /** Some of the machines, and what they contend with. */
    record Side(int machines, Judges judge, Contender contender) {}

    private LockWorld(String name, List<Side> sides, String... remains) {
        super(name, remains);
        this.sides = sides;
    }

    /** A world of machines that exclude each other. */
    static LockWorld exclusive(String name, Contender contender, String... remains) {
        return new LockWorld(name, List.of(new Side(3, LockWorld::exclusive, contender)), remains);
    }

    static LockWorld ofLock() {
        return exclusive("lock", contender(client -> subject(Lock.create(client, PATH))), PATH);
    }

    static LockWorld ofReadersAndWriters() {
        return new LockWorld(
                "readers and writers",
                List.of(
                        new Side(2, LockWorld::exclusive, contender(client -> subject(Lock.write(client, PATH)))),
                        new Side(
                                2,
                                (world, counter) -> new LockJudge(world, counter, true),
                                contender(client -> subject(Lock.read(client, PATH))))),
                PATH);
    }

    static LockWorld ofMultiLock() {
        String other = PATH + "-2";
        return exclusive(
                "multi-lock",
                contender(client ->
                        subject(MultiLock.of(List.of(Lock.create(client, other), Lock.create(client, PATH))))),
                PATH,
                other);
    }

    static LockWorld ofElection() {
        return exclusive("election", ElectionWorker::new, PATH);
    }

    static LockWorld ofLatch() {
        return exclusive("latch", contender(LockWorld::latch), PATH);
    }

    static LockWorld ofSemaphore() {
        Side side = new Side(
                4,
                (world, counter) -> new LeaseJudge(world, PATH, LEASES),
                contender(client -> subject(Semaphore.create(client, PATH, LEASES))));
        return new LockWorld("semaphore", List.of(side), PATH, PATH + "-__lock__");
    }

    private static HoldJudge exclusive(DeterministicWorld world, FencedCounter counter) {
        return new LockJudge(world, counter, false);
    }

    /** A contender that takes and gives back. */
    static Contender contender(Function<KazooClient, LockWorker.Subject> subject) {
        return (world, client, judge) -> new LockWorker(world, client, subject.apply(client), judge);
    }

    private static LockWorker.Subject subject(Lock lock) {
        return subject(lock.async()::acquire, lock.async()::acquire);
    }

    private static LockWorker.Subject subject(MultiLock locks) {
        return subject(locks.async()::acquire, locks.async()::acquire);
    }

    private static LockWorker.Subject subject(Semaphore semaphore) {
        return subject(semaphore.async()::acquire, semaphore.async()::acquire);
    }

    private static LockWorker.Subject subject(
            Supplier<AsyncResult<? extends Hold>> patient, Function<Duration, AsyncResult<? extends Hold>> impatient) {
        return new LockWorker.Subject() {
            @Override
            public AsyncResult<? extends Hold> acquire() {
                return patient.get();
            }

            @Override
            public AsyncResult<? extends Hold> acquire(Duration timeout) {
                return impatient.apply(timeout);
            }
        };
    }

    private static LockWorker.Subject latch(KazooClient client) {
        AsyncLeaderLatch latch = LeaderLatch.create(
                        client, PATH, LatchOptions.of(client.handler().name()))
                .async();
        latch.start();
        return new LockWorker.Subject() {
            @Override
            public AsyncResult<Hold> acquire() {
                return latch.await();
            }

            @Override
            public AsyncResult<Hold> acquire(Duration timeout) {
                return latch.await(timeout).thenApply(Optional::orElseThrow);
            }

            @Override
            public void close() {
                latch.close();
            }
        };
    }

    @Override
    void populate(DeterministicWorld world) {
        for (Side side : sides) {
            HoldJudge judge = side.judge.make(world, counter);
            judges.add(judge);
            for (int i = 0; i < side.machines; i++) {
                workers.add(side.contender.make(world, newClient(world), judge));
            }
        }
    }

    @Override
    void judge(DeterministicWorld world) {
        assertThat(counter.value()).as("no update is lost").isEqualTo(counter.written());
        assertThat(judges).allSatisfy(judge -> assertThat(judge.entered()).isPositive());
    }
}
