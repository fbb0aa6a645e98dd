package io.kazoo.tck;

import static io.kazoo.tck.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.KazooClient;
import io.kazoo.recipes.lease.LeaseOptions;
import io.kazoo.recipes.lease.MultiNonBlockingLease;
import io.kazoo.recipes.lease.NonBlockingLease;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of leases share: a clock, which stands still until the test moves it. */
abstract class LeaseScenario extends RecipeScenario {
    static final String PATH = "/some/lease";
    static final String RECORD = PATH + "/lease_holder";
    static final Duration LENGTH = Duration.ofSeconds(90);

    private KazooClient client;
    private volatile Instant now = Instant.parse("2026-01-02T03:04:05.678901Z");

    @BeforeEach
    void start() {
        client = startProxied();
    }

    final KazooClient client() {
        return client;
    }

    final LeaseOptions options(String who) {
        return LeaseOptions.of(who).withClock(() -> now);
    }

    final boolean obtains(String who) {
        return NonBlockingLease.create(client, PATH, LENGTH, options(who)).obtain();
    }

    final boolean obtainsOneOf(int count, String who) {
        return MultiNonBlockingLease.create(client, count, PATH, LENGTH, options(who))
                .obtain();
    }

    final void pass(long seconds) {
        now = now.plusSeconds(seconds);
    }

    final String record() {
        return new String(observer().get(RECORD).data(), StandardCharsets.UTF_8);
    }

    final void awaitNobodyContends() {
        eventually(() -> assertThat(childrenOf(PATH)).containsExactly("lease_holder"));
        eventually(() -> assertThat(watches()).isEmpty());
    }
}
