package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.ConfigurationException;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lease.LeaseOptions;
import io.kazoo.recipes.lease.MultiNonBlockingLease;
import io.kazoo.recipes.lease.NonBlockingLease;
import io.kazoo.recipes.lock.Lock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lease: who gets it, what its record is, and what happens when something fails meanwhile. */
public abstract class NonBlockingLeaseContract extends LeaseScenario {
    private int done;

    /** For subclasses. */
    protected NonBlockingLeaseContract() {}

    @Test
    @Tag("KT158")
    void theHolderMayRenewIt() {
        assertThat(obtains("one")).isTrue();
        pass(60);
        assertThat(obtains("one")).isTrue();
        awaitNobodyContends();
    }

    @Test
    @Tag("KT159")
    void nobodyElseGetsItBeforeItsEnd() {
        assertThat(obtains("one")).isTrue();
        pass(60);
        assertThat(obtains("two")).isFalse();
        awaitNobodyContends();
    }

    @Test
    @Tag("KT160")
    void somebodyElseGetsItAfterItsEnd() {
        assertThat(obtains("one")).isTrue();
        pass(89);
        assertThat(obtains("two")).isFalse();
        pass(1); // the record has left out the part of a second
        assertThat(obtains("two")).isTrue();
        awaitNobodyContends();
    }

    @Test
    @Tag("KT161")
    void aRenewedLeaseEndsLater() {
        assertThat(obtains("one")).isTrue();
        pass(60);
        assertThat(obtains("one")).isTrue();
        pass(60);
        assertThat(obtains("two")).isFalse();
        pass(30);
        assertThat(obtains("two")).isTrue();
    }

    @Test
    @Tag("KT162")
    void whoTookItOverMayRenewIt() {
        assertThat(obtains("one")).isTrue();
        pass(120);
        assertThat(obtains("two")).isTrue();
        pass(60);
        assertThat(obtains("two")).isTrue();
    }

    @Test
    @Tag("KT163")
    void whoWasTooLateIsRefused() {
        assertThat(obtains("one")).isTrue();
        pass(120);
        assertThat(obtains("two")).isTrue();
        pass(30);
        assertThat(obtains("one")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"version\": 2, \"holder\": \"one\", \"end\": \"2001-01-01T00:00:00\"}",
                "{\"version\": \"1\"}",
                "{\"terms\": {\"until\": [1, {\"x\": null}]}, \"version\": 2}"
            })
    @Tag("KT164")
    void aRecordOfAnotherVersionIsNeverTaken(String record) {
        assertThat(obtains("one")).isTrue();
        observer().set(RECORD, record.getBytes(StandardCharsets.UTF_8));
        pass(1_000_000);
        assertThat(obtains("one")).isFalse();
        assertThat(obtains("two")).isFalse();
        assertThat(record()).isEqualTo(record);
        awaitNobodyContends();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[1]", "{", "{\"version\": 1}", "{\"version\": 1, \"holder\": 7, \"end\": 8}"})
    void whatIsNoRecordIsAnErrorAndStays(String record) {
        observer().ensurePath(PATH);
        observer().create(RECORD, record.getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> obtains("one"))
                .withMessageContaining(RECORD);
        assertThat(record()).isEqualTo(record);
        awaitNobodyContends();
    }

    @Test
    void itLiesAsKazoosDoes() {
        assertThat(obtains("alice")).isTrue();
        assertThat(record()).isEqualTo("{\"version\": 1, \"holder\": \"alice\", \"end\": \"2026-01-02T03:05:35\"}");
        assertThat(observer().get(PATH).data()).isEmpty();
        assertThat(observer().get(RECORD).stat().ephemeralOwner()).isZero();
        pass(1000);
        assertThat(obtains("Zo\u00eb \"\ud83d\ude00\"")).isTrue();
        assertThat(record()).contains("\"holder\": \"Zo\\u00eb \\\"\\ud83d\\ude00\\\"\"");
        assertThat(obtains("Zo\u00eb \"\ud83d\ude00\"")).isTrue();
    }

    @Test
    void whatCannotBeALeaseIsRefused() {
        for (Duration length : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1), Duration.ofMillis(999)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> NonBlockingLease.create(client(), PATH, length, options("one")));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NonBlockingLease.create(client(), PATH, Duration.ofDays(1_000_000), options("one")));
        assertThatIllegalArgumentException().isThrownBy(() -> obtainsOneOf(0, "one"));
        assertThatIllegalArgumentException().isThrownBy(() -> LeaseOptions.of(""));
    }

    /** The reply to each request of an attempt is lost once: it goes on, and is obtained once. */
    @ParameterizedTest
    @ValueSource(ints = {15, 8, 4, 14, 2})
    void anAttemptGoesOnWithoutAConnection(int opCode) throws Exception {
        observer().ensurePath(PATH);
        CompletableFuture<Void> lost = proxy().dropReply(opCode);
        assertThat(obtains("one")).isTrue();
        resultOf(lost);
        awaitState(client(), KazooState.CONNECTED);
        assertThat(record()).contains("\"one\"");
        assertThat(obtains("two")).isFalse();
        awaitNobodyContends();
    }

    @Test
    void aSessionThatEndsWhileItIsContendedForChangesNothing() {
        Hold other = Lock.create(observer(), PATH).acquire();
        AsyncResult<Boolean> attempt = NonBlockingLease.create(client(), PATH, LENGTH, options("one"))
                .async()
                .obtain();
        eventually(() -> assertThat(childrenOf(PATH)).hasSize(2));
        expire(client());
        other.release();
        assertThat(attempt.get(LIMIT)).isTrue();
        awaitNobodyContends();
    }

    @Test
    void anAttemptThatIsCancelledLeavesNothing() {
        assertThat(obtains("one")).isTrue();
        Hold other = Lock.create(observer(), PATH).acquire();
        AsyncResult<Boolean> attempt = NonBlockingLease.create(client(), PATH, LENGTH, options("one"))
                .async()
                .obtain();
        eventually(() -> assertThat(childrenOf(PATH)).hasSize(3));
        attempt.cancel();
        assertThat(failureOf(attempt)).isInstanceOf(CancelledException.class);
        eventually(() -> assertThat(childrenOf(PATH)).hasSize(2));
        other.release();
        awaitNobodyContends();
    }

    /** As docs/recipes/lease.md has it. */
    @Test
    void anExample() {
        KazooClient client = client();
        LeaseOptions me = LeaseOptions.of("host-1");
        NonBlockingLease report = NonBlockingLease.create(client, "/app/report", Duration.ofHours(20), me);
        if (report.obtain()) {
            copyFiles();
        }
        MultiNonBlockingLease crawlers =
                MultiNonBlockingLease.create(client, 3, "/app/crawlers", Duration.ofMinutes(5), me);
        while (crawlers.obtain() && copyFiles() > 0) {
            audit(1);
        }
        assertThat(done).isEqualTo(3);
        assertThat(NonBlockingLease.create(client, "/app/report", LENGTH, LeaseOptions.of("host-2"))
                        .obtain())
                .as("by the machine's clock")
                .isFalse();
    }

    /** Answers 1, 1, 0. */
    private int copyFiles() {
        return ++done < 3 ? 1 : 0;
    }

    private void audit(int times) {
        assertThat(times).isEqualTo(1);
    }
}
