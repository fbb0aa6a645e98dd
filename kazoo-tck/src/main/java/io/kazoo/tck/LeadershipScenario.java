package io.kazoo.tck;

import static io.kazoo.tck.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.KazooClient;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.election.Election;
import io.kazoo.recipes.election.LatchOptions;
import io.kazoo.recipes.election.LeaderLatch;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What the tests of elections and latches share: candidates, and what must be left in the end. */
abstract class LeadershipScenario extends RecipeScenario {
    static final String PATH = "/some/leader";

    static Election electionOf(KazooClient client, String identifier) {
        return Election.create(client, PATH, identifier);
    }

    final LeaderLatch latchOf(KazooClient client, String identifier) {
        return latchOf(client, LatchOptions.of(identifier));
    }

    /** Makes a latch and starts it; closed after the test. */
    final LeaderLatch latchOf(KazooClient client, LatchOptions options) {
        LeaderLatch latch = closeLater(LeaderLatch.create(client, PATH, options));
        latch.start();
        return latch;
    }

    final List<String> names() {
        return childrenOf(PATH);
    }

    final void awaitCandidates(int number) {
        eventually(() -> assertThat(names()).hasSize(number));
    }

    final void awaitContenders(String... identifiers) {
        eventually(() -> assertThat(electionOf(observer(), "").contenders()).containsExactly(identifiers));
    }

    /** Waits until the server has neither a candidate nor a watch of this test's any more. */
    final void awaitNothingLeft() {
        awaitCandidates(0);
        eventually(() -> assertThat(watches()).isEmpty());
    }

    static String nameOf(Hold held) {
        return held.nodePath().substring(PATH.length() + 1);
    }

    /** A leader that leads until it is told to stop, or interrupted. */
    static final class Term {
        private final Events<Hold> begun = new Events<>();
        private final CountDownLatch end = new CountDownLatch(1);
        private final AtomicInteger interrupts = new AtomicInteger();

        void lead(Hold leadership) throws InterruptedException {
            begun.add(leadership);
            try {
                if (!end.await(Waiting.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    throw new AssertionError("nobody ended the term");
                }
            } catch (InterruptedException e) {
                interrupts.incrementAndGet();
                throw e;
            }
        }

        Hold awaitBegin() {
            return begun.awaitSize(1).get(0);
        }

        boolean hasBegun() {
            return !begun.all().isEmpty();
        }

        void end() {
            end.countDown();
        }

        int interrupts() {
            return interrupts.get();
        }
    }
}
