package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.ClientId;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.election.Election;
import io.kazoo.testing.FaultProxy.Direction;
import io.kazoo.testing.FaultProxy.Ending;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Leaders and candidates lose their connection, their session, their node or the directory at each step of a run. */
public abstract class ElectionFaultContract extends LeadershipScenario {
    private static final int DELETE = 2;
    private static final int CREATE2 = 15;
    /** So many bytes into a request that the server cannot have understood it. */
    private static final int TORN = 20;

    private KazooClient client;
    private Election election;
    private ClientId session;
    private Term term;

    /** For subclasses. */
    protected ElectionFaultContract() {}

    /** When the connection is lost. */
    enum Step {
        CREATE_NOT_SENT,
        CREATE_NOT_APPLIED,
        REPLY_OF_CREATE_LOST,
        WAITING,
        LEADING,
        REPLY_OF_DELETE_LOST
    }

    /** How leadership is lost. */
    enum Loss {
        SESSION,
        NODE,
        DIRECTORY,
        CLIENT_STOPPED
    }

    @BeforeEach
    void start() {
        client = startProxied();
        election = electionOf(client, "one");
        session = sessionOf(client);
        observer().ensurePath(PATH);
        term = new Term();
    }

    private AsyncResult<Boolean> runWithLoss(Step step) throws Exception {
        CompletableFuture<Void> lost = CompletableFuture.completedFuture(null);
        if (step == Step.CREATE_NOT_SENT) {
            disconnect(client);
        } else if (step == Step.CREATE_NOT_APPLIED) {
            lost = proxy().cutAfter(Direction.TO_SERVER, TORN, Ending.RESET);
        } else if (step == Step.REPLY_OF_CREATE_LOST) {
            lost = proxy().dropReply(CREATE2);
        }
        AsyncResult<Boolean> run = election.async().runBlocking(term::lead);
        resultOf(lost);
        return run;
    }

    @ParameterizedTest
    @EnumSource
    void aRunOutlivesTheConnection(Step step) throws Exception {
        Term other = new Term();
        AsyncResult<Boolean> others = electionOf(observer(), "other").async().runBlocking(other::lead);
        other.awaitBegin();
        AsyncResult<Boolean> run = runWithLoss(step);
        proxy().heal();
        awaitCandidates(2);
        if (step == Step.WAITING) {
            loseConnection(client);
        }
        assertThat(term.hasBegun()).isFalse();
        other.end();
        assertThat(others.get(LIMIT)).isTrue();
        Hold held = term.awaitBegin();
        if (step == Step.LEADING) {
            loseConnection(client);
            assertThat(held.isHeld()).isTrue();
        }
        CompletableFuture<Void> dropped =
                step == Step.REPLY_OF_DELETE_LOST ? deleteWithoutReply(held) : CompletableFuture.completedFuture(null);
        term.end();
        assertThat(run.get(LIMIT)).isTrue();
        resultOf(dropped);
        assertThat(term.interrupts()).isZero();
        awaitState(client, KazooState.CONNECTED);
        assertThat(sessionOf(client)).isEqualTo(session);
        awaitNothingLeft();
    }

    private CompletableFuture<Void> deleteWithoutReply(Hold held) {
        eventually(() -> assertThat(watches()).contains(held.nodePath()));
        return proxy().dropReply(DELETE);
    }

    @ParameterizedTest
    @EnumSource
    void aLeaderIsInterruptedWhenItIsDeposed(Loss loss) {
        AsyncResult<Boolean> run = election.async().runBlocking(term::lead);
        Hold held = term.awaitBegin();
        Term next = new Term();
        AsyncResult<Boolean> waiting = electionOf(observer(), "next").async().runBlocking(next::lead);
        awaitCandidates(2);
        happen(loss, held);
        assertThat(failureOf(run))
                .isInstanceOf(CancelledException.class)
                .hasMessageContaining(PATH)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(term.interrupts()).isOne();
        assertThat(held.isHeld()).isFalse();
        Hold later = next.awaitBegin();
        assertThat(later.fencingToken()).isGreaterThan(held.fencingToken());
        next.end();
        assertThat(waiting.get(LIMIT)).isTrue();
        awaitNothingLeft();
    }

    private void happen(Loss loss, Hold held) {
        switch (loss) {
            case SESSION -> expire(client);
            case NODE -> observer().delete(held.nodePath());
            case DIRECTORY -> observer().deleteRecursive(PATH);
            case CLIENT_STOPPED -> client.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "CLIENT_STOPPED", mode = EnumSource.Mode.EXCLUDE)
    void aStageIsCancelledWhenItsLeaderIsDeposed(Loss loss) {
        CompletableFuture<String> stage = new CompletableFuture<>();
        Events<Hold> begun = new Events<>();
        AsyncResult<Boolean> run = election.async().run(leadership -> {
            begun.add(leadership);
            return stage;
        });
        Hold held = begun.awaitSize(1).get(0);
        happen(loss, held);
        assertThat(failureOf(run)).isInstanceOf(CancelledException.class);
        assertThat(stage).isCancelled();
        awaitNothingLeft();
    }

    /** A candidate goes on, whatever is taken from under it. */
    @ParameterizedTest
    @EnumSource(names = "CLIENT_STOPPED", mode = EnumSource.Mode.EXCLUDE)
    void aCandidateStandsAgain(Loss loss) {
        Term other = new Term();
        AsyncResult<Boolean> others = electionOf(observer(), "other").async().runBlocking(hold -> {
            try {
                other.lead(hold);
            } catch (InterruptedException deposed) {
                other.end(); // with the directory goes its node too
            }
        });
        Hold held = other.awaitBegin();
        AsyncResult<Boolean> run = election.async().runBlocking(term::lead);
        awaitContenders("other", "one");
        String own = PATH
                + "/"
                + names().stream()
                        .filter(name -> !name.equals(nameOf(held)))
                        .findAny()
                        .orElseThrow();
        if (loss == Loss.NODE) {
            observer().delete(own);
        } else {
            happen(loss, held);
        }
        eventually(() -> assertThat(observer().exists(own)).isEmpty());
        other.end();
        assertThat(others.await(LIMIT)).isTrue();
        Hold mine = term.awaitBegin();
        assertThat(mine.nodePath()).isNotEqualTo(own);
        term.end();
        assertThat(run.get(LIMIT)).isTrue();
        awaitNothingLeft();
    }

    /** It gives up while the connection is lost: nobody stands behind its node for ever. */
    @ParameterizedTest
    @EnumSource(names = {"CREATE_NOT_SENT", "CREATE_NOT_APPLIED", "REPLY_OF_CREATE_LOST"})
    void aCandidateThatGivesUpLeaves(Step step) throws Exception {
        proxy().refuseConnections(true);
        AsyncResult<Boolean> run = runWithLoss(step);
        awaitState(client, KazooState.SUSPENDED);
        election.cancel();
        assertThat(run.get(LIMIT)).as("led").isFalse();
        proxy().heal();
        awaitState(client, KazooState.CONNECTED);
        client.retry(() -> client.sync("/"));
        assertThat(sessionOf(client)).isEqualTo(session);
        assertThat(term.hasBegun()).isFalse();
        awaitNothingLeft();
    }

    @Test
    void aWaitIsOverWhenTheClientIsStopped() {
        Term other = new Term();
        AsyncResult<Boolean> others = electionOf(observer(), "other").async().runBlocking(other::lead);
        other.awaitBegin();
        AsyncResult<Boolean> run = election.async().runBlocking(term::lead);
        awaitCandidates(2);
        client.stop();
        assertThat(failureOf(run)).isInstanceOf(ConnectionClosedException.class);
        other.end();
        assertThat(others.get(LIMIT)).isTrue();
        awaitNothingLeft();
    }
}
