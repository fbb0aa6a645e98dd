package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.KazooClient;
import io.kazoo.exceptions.LockTimeoutException;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.Lock;
import io.kazoo.testing.SessionKiller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several clients contend for some seconds while the network, or their sessions, fail; then what happened is checked. */
public abstract class LockHistoryContract extends LockScenario {
    private static final int WORKERS = 4;
    private static final Duration LENGTH = Duration.ofSeconds(3);

    private final List<KazooClient> clients = new ArrayList<>();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicLong highest = new AtomicLong();
    private final Events<String> violations = new Events<>();

    /** For subclasses. */
    protected LockHistoryContract() {}

    /** What happens to the workers, every few milliseconds. */
    enum Fault {
        CONNECTIONS_LOST,
        SESSIONS_LOST
    }

    @ParameterizedTest
    @EnumSource
    void nobodyIsEverInsideWithSomebodyElse(Fault fault) throws Exception {
        List<CompletableFuture<Integer>> workers = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            KazooClient client = startProxied();
            clients.add(client);
            Lock lock = lockOf(client, "worker " + i);
            Random random = new Random(i);
            workers.add(inBackground(() -> work(lock, random, fault)));
        }
        Random random = new Random(WORKERS);
        long end = System.nanoTime() + LENGTH.toNanos();
        while (System.nanoTime() < end && violations.all().isEmpty()) {
            handler().sleep(Duration.ofMillis(random.nextInt(60)));
            happen(fault, clients.get(random.nextInt(WORKERS)));
        }
        running.set(false);
        for (CompletableFuture<Integer> worker : workers) {
            assertThat(resultOf(worker)).as("holds of each worker").isGreaterThan(3);
        }
        assertThat(violations.all()).isEmpty();
        // Still usable by all, and nothing is in the way.
        for (KazooClient client : clients) {
            lockOf(client, "last").acquire(LIMIT).release();
        }
        awaitNothingLeft();
    }

    private void happen(Fault fault, KazooClient client) {
        if (fault == Fault.CONNECTIONS_LOST) {
            proxy().cut();
        } else {
            client.clientId()
                    .ifPresent(session -> SessionKiller.kill(
                            server().socketAddress(), session.sessionId(), session.password(), LIMIT));
        }
    }

    /** Takes the lock, in one way or another, again and again; returns how often it was obtained. */
    private int work(Lock lock, Random random, Fault fault) {
        int holds = 0;
        while (running.get()) {
            Optional<Hold> obtained = obtain(lock, random);
            if (obtained.isPresent()) {
                holds++;
                Hold held = obtained.get();
                if (fault == Fault.CONNECTIONS_LOST) {
                    useAlone(held, random);
                } else {
                    useWithToken(held);
                }
                held.release();
            }
        }
        return holds;
    }

    private static Optional<Hold> obtain(Lock lock, Random random) {
        try {
            return switch (random.nextInt(3)) {
                case 0 -> lock.tryAcquire();
                case 1 -> Optional.of(lock.acquire(Duration.ofMillis(random.nextInt(20))));
                default -> Optional.of(lock.acquire(LIMIT));
            };
        } catch (LockTimeoutException e) {
            return Optional.empty();
        }
    }

    /** Sessions live, so the lock excludes everybody for as long as it is held. */
    private void useAlone(Hold held, Random random) {
        if (inside.incrementAndGet() != 1) {
            violations.add("two are inside, one with " + held.nodePath());
        }
        long before = highest.getAndSet(held.fencingToken());
        if (before >= held.fencingToken()) {
            violations.add("token " + held.fencingToken() + " after " + before);
        }
        handler().sleep(Duration.ofMillis(random.nextInt(3)));
        if (!held.isHeld()) {
            violations.add("lost " + held.nodePath());
        }
        if (inside.decrementAndGet() != 0) {
            violations.add("somebody came in beside " + held.nodePath());
        }
    }

    /**
     * A session may end at any moment, and its holder notices late: what protects the resource then is the token. The
     * one of the newest holder is the highest of all.
     */
    private void useWithToken(Hold held) {
        long before = highest.getAndAccumulate(held.fencingToken(), Math::max);
        if (before >= held.fencingToken() && held.isHeld()) {
            // Either it is a late one, which is told so at the latest by the server, or two hold the lock.
            held.lost().get(LIMIT);
        }
    }
}
