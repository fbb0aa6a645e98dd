package io.kazoo.tck;

import static io.kazoo.tck.Waiting.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.AsyncResult;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.ConfigurationException;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lease.MultiNonBlockingLease;
import io.kazoo.recipes.lock.Lock;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several leases, of which one is obtained. */
public abstract class MultiNonBlockingLeaseContract extends LeaseScenario {
    /** For subclasses. */
    protected MultiNonBlockingLeaseContract() {}

    @Test
    @Tag("KT165")
    void theOnlyOneOfSeveralCanBeRenewed() {
        assertThat(obtainsOneOf(1, "one")).isTrue();
        pass(60);
        assertThat(obtainsOneOf(1, "one")).isTrue();
    }

    @Test
    @Tag("KT166")
    void theOnlyOneOfSeveralIsRefusedToOthers() {
        assertThat(obtainsOneOf(1, "one")).isTrue();
        pass(60);
        assertThat(obtainsOneOf(1, "two")).isFalse();
    }

    @Test
    @Tag("KT167")
    void eachHolderRenewsItsOwn() {
        for (int i = 0; i < 3; i++) {
            assertThat(obtainsOneOf(2, "one")).isTrue();
            assertThat(obtainsOneOf(2, "two")).isTrue();
            pass(60);
        }
        assertThat(childrenOf(PATH)).containsExactlyInAnyOrder("0", "1");
    }

    @Test
    @Tag("KT168")
    void moreThanThereAreAreRefused() {
        assertThat(obtainsOneOf(2, "one")).isTrue();
        pass(30);
        assertThat(obtainsOneOf(2, "two")).isTrue();
        pass(30);
        assertThat(obtainsOneOf(2, "three")).isFalse();
    }

    @Test
    @Tag("KT169")
    void oneThatHasEndedIsHandedOver() {
        assertThat(obtainsOneOf(2, "one")).isTrue();
        pass(60);
        assertThat(obtainsOneOf(2, "two")).isTrue();
        pass(60);
        assertThat(obtainsOneOf(2, "three")).as("the first has ended").isTrue();
        assertThat(obtainsOneOf(2, "one")).isFalse();
        pass(30);
        assertThat(obtainsOneOf(2, "one")).as("the second has ended").isTrue();
    }

    /** kazoo takes the first that is free, and holds two then. */
    @Test
    void nobodyHasTwo() {
        assertThat(obtainsOneOf(2, "one")).isTrue();
        pass(60);
        assertThat(obtainsOneOf(2, "two")).isTrue();
        pass(60);
        assertThat(obtainsOneOf(2, "two")).as("renews the second").isTrue();
        assertThat(obtainsOneOf(2, "three")).as("gets the first").isTrue();
    }

    /** The reply to each request of an attempt is lost once. */
    @ParameterizedTest
    @ValueSource(ints = {4, 15, 8, 14, 2})
    void anAttemptGoesOnWithoutAConnection(int opCode) throws Exception {
        CompletableFuture<Void> lost = proxy().dropReply(opCode);
        assertThat(obtainsOneOf(2, "one")).isTrue();
        resultOf(lost);
        assertThat(obtainsOneOf(2, "two")).isTrue();
        assertThat(obtainsOneOf(2, "three")).isFalse();
        Waiting.eventually(() -> assertThat(childrenOf(PATH + "/0")).containsExactly("lease_holder"));
    }

    @Test
    void anAttemptThatIsCancelledLeavesNothing() {
        Hold other = Lock.create(observer(), PATH + "/0").acquire();
        AsyncResult<Boolean> attempt = MultiNonBlockingLease.create(client(), 2, PATH, LENGTH, options("one"))
                .async()
                .obtain();
        Waiting.eventually(() -> assertThat(childrenOf(PATH + "/0")).hasSize(2));
        attempt.cancel();
        assertThat(failureOf(attempt)).isInstanceOf(CancelledException.class);
        Waiting.eventually(() -> assertThat(childrenOf(PATH + "/0")).hasSize(1));
        other.release();
        assertThat(childrenOf(PATH)).containsExactly("0");
    }

    @Test
    void whatIsNoRecordIsAnError() {
        observer().ensurePath(PATH + "/0/lease_holder");
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> obtainsOneOf(2, "one"));
    }
}
