package io.kazoo.chaos;

import io.kazoo.recipes.Hold;
import io.kazoo.recipes.election.Election;
import io.kazoo.recipes.election.LatchOptions;
import io.kazoo.recipes.election.LeaderLatch;
import io.kazoo.recipes.lock.Lock;
import io.kazoo.recipes.lock.LockOptions;
import io.kazoo.recipes.lock.MultiHold;
import io.kazoo.recipes.lock.MultiLock;
import io.kazoo.recipes.lock.Semaphore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Those who hold something, alone or among a few. */
final class Holders {
    private Holders() {}

    private static LockOptions named(String name) {
        return LockOptions.defaults().withIdentifier(name);
    }

    /** One lock, at times together with another one. */
    static final class Locks extends Worker {
        private final Lock lock = Lock.create(client, "/lock", named(name));
        private final Lock other = Lock.create(client, "/other", named(name));

        Locks(Run run, int number) {
            super(run, number);
        }

        @Override
        boolean step() {
            if (random.nextBoolean()) {
                try (Hold hold = lock.acquire(PATIENCE)) {
                    return alone("lock", hold);
                }
            }
            try (MultiHold both = MultiLock.of(List.of(other, lock)).acquire(PATIENCE)) {
                return inside("lock", 1, 1, both);
            }
        }
    }

    /** Two readers to a writer. */
    static final class ReadWriteLocks extends Worker {
        private static final long EVERYBODY = 1_000;

        ReadWriteLocks(Run run, int number) {
            super(run, number);
        }

        @Override
        boolean step() {
            boolean writes = random.nextInt(3) == 0;
            Lock lock =
                    writes ? Lock.write(client, "/document", named(name)) : Lock.read(client, "/document", named(name));
            try (Hold hold = lock.acquire(PATIENCE)) {
                return inside("document", EVERYBODY, writes ? EVERYBODY : 1, hold);
            }
        }
    }

    /** Three who want two leases. */
    static final class Semaphores extends Worker {
        private static final int LEASES = 2;
        private final Semaphore semaphore = Semaphore.create(client, "/semaphore", LEASES, named(name));

        Semaphores(Run run, int number) {
            super(run, number);
        }

        @Override
        boolean step() {
            try (Hold hold = semaphore.acquire(PATIENCE)) {
                return inside("semaphore", LEASES, 1, hold);
            }
        }
    }

    /** Candidates who lead for a moment. */
    static final class Elections extends Worker {
        private final Election election = Election.create(client, "/election", name);

        Elections(Run run, int number) {
            super(run, number);
        }

        @Override
        boolean step() {
            AtomicBoolean led = new AtomicBoolean();
            election.run(leadership -> led.set(alone("election", leadership)));
            return led.get();
        }
    }

    /** Candidates who stand until they have led. */
    static final class Latches extends Worker {
        Latches(Run run, int number) {
            super(run, number);
        }

        @Override
        boolean step() {
            try (LeaderLatch latch = LeaderLatch.create(client, "/latch", LatchOptions.of(name))) {
                latch.start();
                Optional<Hold> leadership = latch.await(PATIENCE);
                return leadership.isPresent() && alone("latch", leadership.get());
            }
        }
    }
}
