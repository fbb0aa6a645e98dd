package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.KazooInterruptedException;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.election.Election;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Candidates are elected one after the other, each for as long as its function runs. */
public abstract class ElectionContract extends LeadershipScenario {
    private KazooClient client;
    private Election election;

    /** For subclasses. */
    protected ElectionContract() {}

    @BeforeEach
    void start() {
        client = startClient();
        election = electionOf(client, "one");
    }

    private CompletableFuture<Boolean> runInBackground(Election candidate, Term term) {
        return inBackground(() -> candidate.run(term::lead));
    }

    @Test
    @Tag("KT128")
    void candidatesLeadInTheOrderInWhichTheyCame() throws Exception {
        Term first = new Term();
        CompletableFuture<Boolean> one = runInBackground(election, first);
        first.awaitBegin();
        Election second = electionOf(client, "two");
        CompletableFuture<Boolean> two = runInBackground(second, new Term());
        awaitContenders("one", "two");
        CompletableFuture<Boolean> three =
                inBackground(() -> electionOf(client, "three").run(leadership -> {
                    throw new IllegalStateException("of three");
                }));
        awaitContenders("one", "two", "three");
        assertThat(election.contenders())
                .isEqualTo(election.async().contenders().get(LIMIT));
        second.cancel();
        assertThat(resultOf(two)).as("led").isFalse();
        awaitContenders("one", "three");
        Term fourth = new Term();
        CompletableFuture<Boolean> four = runInBackground(electionOf(client, "four"), fourth);
        awaitContenders("one", "three", "four");
        first.end();
        assertThat(resultOf(one)).as("led").isTrue();
        three.handle((led, failure) -> assertThat(failure).hasRootCauseMessage("of three"))
                .get();
        fourth.awaitBegin();
        fourth.end();
        assertThat(resultOf(four)).isTrue();
        awaitNothingLeft();
    }

    @Test
    @Tag("KT129")
    void withoutAFunctionNobodyIsACandidate() {
        assertThatNullPointerException().isThrownBy(() -> election.run(nothing()));
        assertThatNullPointerException().isThrownBy(() -> election.async().run(nothing()));
        assertThat(observer().exists(PATH)).isEmpty();
    }

    /** Its own exception, with the stack of the function, and only when leadership is given back. */
    @Test
    void whatTheFunctionThrowsComesOut() {
        assertThatIllegalStateException()
                .isThrownBy(() -> election.run(leadership -> {
                    throw new IllegalStateException("mine");
                }))
                .withMessage("mine");
        assertThat(names()).isEmpty();
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> election.run(leadership -> {
                    throw new IOException("checked");
                }))
                .withCauseInstanceOf(IOException.class);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> election.run(leadership -> {
                    throw new AssertionError("an error");
                }))
                .withMessage("an error");
        awaitNothingLeft();
    }

    @Test
    void theLeaderHasAHold() {
        Events<Hold> seen = new Events<>();
        for (int i = 0; i < 3; i++) {
            assertThat(election.run(leadership -> {
                        seen.add(leadership);
                        assertThat(leadership.isHeld()).isTrue();
                        assertThat(observer().get(leadership.nodePath()).stat().czxid())
                                .isEqualTo(leadership.fencingToken());
                    }))
                    .isTrue();
        }
        assertThat(seen.all()).extracting(Hold::fencingToken).isSorted().doesNotHaveDuplicates();
        assertThat(seen.all()).noneMatch(Hold::isHeld);
    }

    /** kazoo's layout: a lock's. The node is gone when the run ends. */
    @Test
    void itLooksAsInKazoo() throws Exception {
        Term term = new Term();
        CompletableFuture<Boolean> run = runInBackground(electionOf(client, "alice"), term);
        Hold held = term.awaitBegin();
        assertThat(names()).containsExactly(nameOf(held));
        assertThat(nameOf(held)).matches("[0-9a-f]{32}__lock__0000000000");
        assertThat(observer().get(held.nodePath()).data()).isEqualTo("alice".getBytes(UTF_8));
        assertThat(observer().get(held.nodePath()).stat().ephemeralOwner())
                .isEqualTo(sessionOf(client).sessionId());
        term.end();
        assertThat(resultOf(run)).isTrue();
        assertThat(names()).isEmpty();
        assertThat(observer().get(PATH).data()).isEmpty();
    }

    @Test
    void cancelLeavesTheLeaderAlone() throws Exception {
        Term term = new Term();
        CompletableFuture<Boolean> run = runInBackground(election, term);
        Hold held = term.awaitBegin();
        election.cancel();
        observer().sync("/");
        assertThat(held.isHeld()).isTrue();
        term.end();
        assertThat(resultOf(run)).isTrue();
        assertThat(term.interrupts()).isZero();
    }

    @Test
    void anInterruptEndsAWait() throws Exception {
        Term other = new Term();
        CompletableFuture<Boolean> leading = runInBackground(electionOf(observer(), "other"), other);
        other.awaitBegin();
        Term never = new Term();
        FutureTask<Boolean> run = interruptible(never);
        Thread thread = new Thread(run);
        thread.start();
        awaitCandidates(2);
        thread.interrupt();
        assertThat(run.get()).as("interrupted").isTrue();
        awaitCandidates(1);
        other.end();
        assertThat(resultOf(leading)).isTrue();
        assertThat(never.hasBegun()).isFalse();
        awaitNothingLeft();
    }

    private FutureTask<Boolean> interruptible(Term term) {
        return new FutureTask<>(() -> {
            try {
                election.run(term::lead);
                return false;
            } catch (KazooInterruptedException e) {
                return Thread.interrupted();
            }
        });
    }

    @Test
    void anInterruptOfTheCallerReachesTheFunction() throws Exception {
        Term term = new Term();
        FutureTask<Boolean> run = interruptible(term);
        Thread thread = new Thread(run);
        thread.start();
        term.awaitBegin();
        thread.interrupt();
        assertThat(run.get()).as("interrupted").isTrue();
        eventually(() -> assertThat(term.interrupts()).isOne());
        awaitNothingLeft();
    }

    /** However long it goes on: an interrupt is a request, and there must not be two leaders. */
    @Test
    void leadershipIsGivenBackWhenTheFunctionHasEnded() {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean stubborn = new AtomicBoolean(true);
        AtomicBoolean interrupted = new AtomicBoolean();
        AsyncResult<Boolean> run = election.async().runBlocking(leadership -> {
            begun.countDown();
            while (stubborn.get()) {
                interrupted.compareAndSet(false, Thread.interrupted());
                Thread.onSpinWait();
            }
        });
        HandlerContract.await(begun);
        Term next = new Term();
        AsyncResult<Boolean> waiting = electionOf(observer(), "next").async().runBlocking(next::lead);
        awaitCandidates(2);
        run.cancel();
        eventually(() -> assertThat(interrupted).isTrue());
        assertThat(next.hasBegun()).isFalse();
        awaitCandidates(2);
        stubborn.set(false);
        next.awaitBegin();
        next.end();
        assertThat(waiting.get(LIMIT)).isTrue();
        awaitNothingLeft();
    }

    @Test
    void aStageLeadsUntilItIsCompleted() {
        CompletableFuture<String> term = new CompletableFuture<>();
        Events<Hold> begun = new Events<>();
        AsyncResult<Boolean> run = election.async().run(leadership -> {
            begun.add(leadership);
            return term;
        });
        Hold held = begun.awaitSize(1).get(0);
        assertThat(held.isHeld()).isTrue();
        assertThat(run.isDone()).isFalse();
        term.complete("anything");
        assertThat(run.get(LIMIT)).isTrue();
        assertThat(held.isHeld()).isFalse();
        awaitNothingLeft();
    }

    @Test
    void aStageThatFailsFailsTheRun() {
        IllegalStateException mine = new IllegalStateException("mine");
        assertThat(failureOf(election.async().run(leadership -> CompletableFuture.failedFuture(mine))))
                .isSameAs(mine);
        assertThat(failureOf(election.async().run(leadership -> {
                    throw mine;
                })))
                .isSameAs(mine);
        assertThat(failureOf(election.async().run(leadership -> nothing()))).isInstanceOf(NullPointerException.class);
        awaitNothingLeft();
    }

    /** Waiting, it leaves; leading, its stage is cancelled. */
    @Test
    void cancellingTheResultEndsTheRun() {
        CompletableFuture<String> term = new CompletableFuture<>();
        Events<Hold> begun = new Events<>();
        AsyncResult<Boolean> leading = election.async().run(leadership -> {
            begun.add(leadership);
            return term;
        });
        begun.awaitSize(1);
        AsyncResult<Boolean> waiting = election.async().run(leadership -> new CompletableFuture<>());
        awaitCandidates(2);
        waiting.cancel();
        awaitCandidates(1);
        assertThat(failureOf(waiting)).isInstanceOf(CancelledException.class);
        leading.cancel();
        awaitNothingLeft();
        assertThat(term).isCancelled();
    }

    @Test
    void aStoppedClientHasNoCandidates() {
        client.stop();
        assertThatExceptionOfType(ConnectionClosedException.class).isThrownBy(() -> election.run(leadership -> {}));
    }

    /** The example of the documentation. */
    @Test
    void anExample() {
        List<Long> written = new CopyOnWriteArrayList<>();
        Election example = Election.create(client, "/app/leader", "worker-1");
        boolean led = example.run(leadership -> {
            for (int i = 0; i < 3 && leadership.isHeld(); i++) {
                written.add(leadership.fencingToken());
            }
        });
        assertThat(led).isTrue();
        assertThat(written).hasSize(3);
    }
}
