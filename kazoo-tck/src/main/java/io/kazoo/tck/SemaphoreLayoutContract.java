package io.kazoo.tck;

import static io.kazoo.tck.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.CreateMode;
import io.kazoo.KazooClient;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.Semaphore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a semaphore lies on the server, and what the documentation says of it. */
public abstract class SemaphoreLayoutContract extends SemaphoreScenario {
    private KazooClient client;
    private final AtomicInteger copied = new AtomicInteger();

    /** For subclasses. */
    protected SemaphoreLayoutContract() {}

    @BeforeEach
    void start() {
        client = startClient();
    }

    /** As Python's leaves it. */
    @Test
    void itLiesAsKazoosDoes() {
        Hold held = semaphoreOf(client, "alice", 2).acquire();
        awaitQueue(0);
        assertThat(observer().get(PATH).data()).asString(StandardCharsets.UTF_8).isEqualTo("2");
        assertThat(observer().get(PATH).stat().ephemeralOwner()).isZero();
        assertThat(leases()).singleElement().asString().matches("[0-9a-f]{32}");
        assertThat(observer().get(held.nodePath()).data())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("alice");
        assertThat(observer().get(held.nodePath()).stat().ephemeralOwner())
                .isEqualTo(sessionOf(client).sessionId());
        assertThat(observer().get(GUARD).data()).isEmpty();
        held.release();
        awaitNothingLeft();
        assertThat(observer().get(PATH).data()).asString(StandardCharsets.UTF_8).isEqualTo("2");
    }

    /** Python's clients hold leases whose names are theirs, and contend for the guard under kazoo's names. */
    @Test
    void whatOthersHoldCounts() {
        semaphoreOf(client, "one", 2).acquire().release();
        awaitNothingLeft();
        String foreign = observer().create(PATH + "/0123456789abcdef0123456789abcdef", new byte[0]);
        Hold held = semaphoreOf(client, "one", 2).acquire();
        awaitQueue(0);
        assertThat(semaphoreOf(client, "two", 2).tryAcquire()).isEmpty();
        held.release();
        observer().delete(foreign);
        String counting = observer()
                .create(
                        GUARD + "/0123456789abcdef0123456789abcdef__lock__",
                        new byte[0],
                        CreateMode.EPHEMERAL_SEQUENTIAL);
        assertThat(semaphoreOf(client, "two", 2).tryAcquire())
                .as("somebody counts")
                .isEmpty();
        observer().delete(counting);
        eventually(() -> assertThat(childrenOf(GUARD)).isEmpty());
        semaphoreOf(client, "two", 2).tryAcquire().orElseThrow().release();
        awaitNothingLeft();
    }

    /** As docs/recipes/semaphore.md has it. */
    @Test
    void anExample() {
        Semaphore semaphore = Semaphore.create(client, "/app/downloads", 3);
        try (Hold lease = semaphore.acquire(Duration.ofSeconds(30))) {
            lease.callWhileHeld(() -> copyFiles()); // interrupted if the lease is lost
        }
        Optional<Hold> atOnce = semaphore.tryAcquire();
        atOnce.ifPresent(Hold::release);
        List<String> holders = semaphore.leaseHolders();
        assertThat(holders).isEmpty();
        assertThat(copied).hasValue(1);
    }

    private int copyFiles() {
        return copied.incrementAndGet();
    }
}
