package io.kazoo.chaos;

import io.kazoo.exceptions.KazooException;
import io.kazoo.recipes.counter.Counter;
import io.kazoo.recipes.counter.CounterChange;
import io.kazoo.recipes.lease.LeaseOptions;
import io.kazoo.recipes.lease.NonBlockingLease;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Those who count, and now and then take a lease that ends by the clock. */
final class Counters extends Worker {
    private static final Duration LEASE = Duration.ofSeconds(2);

    /** A lease ends with a whole second, and clocks are set now and then. */
    private static final long ROUNDED_NANOS = 1_050_000_000L;

    /** What is known about the one number. */
    static final class Tally {
        private final Set<Long> reached = ConcurrentHashMap.newKeySet();
        private final AtomicLong inDoubt = new AtomicLong();
    }

    private final Tally tally;
    private final Counter<Long> counter = Counter.ofLong(client, "/counter");
    private final NonBlockingLease lease = NonBlockingLease.create(client, "/lease", LEASE, LeaseOptions.of(name));

    private long leaseEnd = System.nanoTime();

    Counters(Run run, int number, Tally tally) {
        super(run, number);
        this.tally = tally;
    }

    @Override
    boolean step() {
        if (random.nextInt(10) == 0 && System.nanoTime() - leaseEnd > 0) {
            takeLease();
            return true;
        }
        try {
            CounterChange<Long> change = counter.add(1L);
            if (change.after() != change.before() + 1 || !tally.reached.add(change.after())) {
                judge.violated("counter: two came to " + change);
            }
            return true;
        } catch (KazooException e) {
            tally.inDoubt.incrementAndGet(); // at the most
            throw e;
        }
    }

    private void takeLease() {
        long asked = System.nanoTime();
        if (lease.obtain()) {
            long obtained = System.nanoTime();
            leaseEnd = obtained + LEASE.toNanos();
            long end = Math.max(obtained, asked + LEASE.toNanos() - ROUNDED_NANOS);
            judge.held(1, new Judge.Interval("lease", 1, name, obtained, end));
        }
    }

    @Override
    void verify() {
        long value = counter.value();
        long sure = tally.reached.size();
        if (value < sure || value > sure + tally.inDoubt.get()) {
            judge.violated("counter: %d after %d additions and perhaps %d".formatted(value, sure, tally.inDoubt.get()));
        }
    }
}
