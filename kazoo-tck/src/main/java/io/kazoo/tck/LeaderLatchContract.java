package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.KazooInterruptedException;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.election.LatchListener;
import io.kazoo.recipes.election.LatchOptions;
import io.kazoo.recipes.election.LeaderLatch;
import io.kazoo.recipes.lock.LockOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A latch leads from when it is elected until it is closed; what is beyond kazoo. */
public abstract class LeaderLatchContract extends LeadershipScenario {
    private static final Duration SOON = Duration.ofMillis(50);

    private KazooClient client;

    /** For subclasses. */
    protected LeaderLatchContract() {}

    /** Writes down what it hears. */
    record Log(Events<String> events) implements LatchListener {
        Log() {
            this(new Events<>());
        }

        @Override
        public void leader(Hold leadership) {
            events.add("leader " + leadership.fencingToken());
        }

        @Override
        public void notLeader() {
            events.add("not leader");
        }
    }

    @BeforeEach
    void start() {
        client = startClient();
    }

    @Test
    void latchesLeadOneAfterTheOther() {
        LeaderLatch one = latchOf(client, "one");
        Hold first = one.await();
        LeaderLatch two = latchOf(client, "two");
        awaitContenders("one", "two");
        assertThat(one.isLeader()).isTrue();
        assertThat(one.leadership()).hasValue(first);
        assertThat(two.isLeader()).isFalse();
        assertThat(two.leadership()).isEmpty();
        assertThat(two.participants()).containsExactly("one", "two");
        one.close();
        assertThat(one.isLeader()).isFalse();
        assertThat(first.isHeld()).isFalse();
        Hold second = two.await();
        assertThat(second.fencingToken()).isGreaterThan(first.fencingToken());
        assertThat(two.participants()).containsExactly("two");
        two.close();
        awaitNothingLeft();
    }

    @Test
    void waitingEnds() {
        latchOf(client, "one").await();
        LeaderLatch two = latchOf(client, "two");
        assertThat(two.await(SOON)).isEmpty();
        AsyncResult<Hold> waiting = two.async().await();
        two.close();
        assertThat(failureOf(waiting)).isInstanceOf(CancelledException.class);
        assertThatExceptionOfType(CancelledException.class).isThrownBy(two::await);
        awaitCandidates(1);
    }

    @Test
    void anInterruptedWaitLeavesTheCandidate() throws Exception {
        LeaderLatch one = latchOf(client, "one");
        one.await();
        LeaderLatch two = latchOf(client, "two");
        FutureTask<Boolean> waiting = new FutureTask<>(() -> {
            try {
                two.await();
                return false;
            } catch (KazooInterruptedException e) {
                return Thread.interrupted();
            }
        });
        Thread thread = new Thread(waiting);
        thread.start();
        awaitContenders("one", "two");
        thread.interrupt();
        assertThat(waiting.get()).as("interrupted").isTrue();
        one.close();
        assertThat(two.await(LIMIT)).isPresent();
    }

    @Test
    void listenersHearOfEachTurn() {
        LeaderLatch latch = LeaderLatch.create(client, PATH, LatchOptions.of("one"));
        Log early = new Log();
        Log removed = new Log();
        latch.addListener(early);
        latch.addListener(early);
        latch.addListener(removed);
        latch.removeListener(removed);
        latch.start();
        Hold first = latch.await();
        Log late = new Log();
        latch.addListener(late);
        first.release();
        eventually(() -> assertThat(latch.leadership()).isPresent().get().isNotEqualTo(first));
        Hold second = latch.await();
        latch.close();
        String[] expected = {
            "leader " + first.fencingToken(), "not leader", "leader " + second.fencingToken(), "not leader"
        };
        early.events().awaitExactly(expected);
        late.events().awaitExactly(expected);
        assertThat(removed.events().all()).isEmpty();
    }

    /** It steps down: the others come first then. */
    @Test
    void aLeaderCanStepDown() {
        LeaderLatch one = latchOf(client, "one");
        Hold first = one.await();
        LeaderLatch two = latchOf(client, "two");
        awaitContenders("one", "two");
        first.release();
        two.await();
        awaitContenders("two", "one");
        assertThat(one.isLeader()).isFalse();
        two.close();
        assertThat(one.await().fencingToken()).isGreaterThan(first.fencingToken());
    }

    @Test
    void aListenerThatThrowsStopsNobody() {
        LeaderLatch latch = LeaderLatch.create(client, PATH, LatchOptions.of("one"));
        Events<String> called = new Events<>();
        latch.addListener(new LatchListener() {
            @Override
            public void leader(Hold leadership) {
                called.add("leader");
                throw new IllegalStateException("of a listener");
            }

            @Override
            public void notLeader() {
                called.add("not leader");
                throw new IllegalStateException("of a listener");
            }
        });
        Log other = new Log();
        latch.addListener(other);
        latch.start();
        latch.await();
        latch.close();
        called.awaitExactly("leader", "not leader");
        other.events().awaitSize(2);
    }

    @Test
    void aSlowListenerHoldsUpNobody() {
        assumeCallbacksMayBlock();
        LeaderLatch latch = LeaderLatch.create(client, PATH, LatchOptions.of("one"));
        CountDownLatch stuck = new CountDownLatch(1);
        closeLater(stuck::countDown);
        latch.addListener(new LatchListener() {
            @Override
            public void leader(Hold leadership) {
                HandlerContract.await(stuck);
            }

            @Override
            public void notLeader() {}
        });
        Log other = new Log();
        latch.addListener(other);
        latch.start();
        latch.await();
        latch.close();
        other.events().awaitSize(2);
        awaitNothingLeft();
    }

    @Test
    void aLatchIsStartedOnce() {
        LeaderLatch latch = latchOf(client, "one");
        assertThatIllegalStateException().isThrownBy(latch::start);
        latch.close();
        latch.close();
        assertThatIllegalStateException().isThrownBy(latch::start);
        LeaderLatch neverStarted = LeaderLatch.create(client, PATH, LatchOptions.of("two"));
        neverStarted.close();
        assertThatIllegalStateException().isThrownBy(neverStarted::start);
        awaitNothingLeft();
    }

    /** Whatever it is doing: close wins (CURATOR-3, CURATOR-297). */
    @Test
    void closeAtAnyMomentLeavesNothing() {
        for (int i = 0; i < 30; i++) {
            LeaderLatch latch = latchOf(client, "one");
            if (i % 3 == 1) {
                client.sync("/");
            } else if (i % 3 == 2) {
                latch.await();
            }
            latch.close();
        }
        client.sync("/");
        awaitNothingLeft();
    }

    /** An election on the same path is for the same leadership. */
    @Test
    void electionsAndLatchesExcludeEachOther() throws Exception {
        Term term = new Term();
        var run = inBackground(() -> electionOf(observer(), "election").run(term::lead));
        term.awaitBegin();
        LeaderLatch latch = latchOf(client, "latch");
        awaitContenders("election", "latch");
        assertThat(latch.isLeader()).isFalse();
        term.end();
        assertThat(resultOf(run)).isTrue();
        latch.await();
    }

    @Test
    void aNodeThatOutlivesItsLeaderIsRefused() {
        LockOptions lasting = LockOptions.defaults().withEphemeral(false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LatchOptions.of("one").withLock(lasting));
    }

    /** The example of the documentation. */
    @Test
    void anExample() {
        Events<Long> written = new Events<>();
        try (LeaderLatch latch = LeaderLatch.create(client, "/app/leader", LatchOptions.of("worker-1"))) {
            latch.start();
            Hold leadership = latch.await();
            written.add(leadership.fencingToken());
        }
        assertThat(written.all()).hasSize(1);
        assertThat(childrenOf("/app/leader")).isEmpty();
    }
}
