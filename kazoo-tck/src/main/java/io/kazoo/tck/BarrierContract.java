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
import io.kazoo.exceptions.KazooInterruptedException;
import io.kazoo.recipes.barrier.Barrier;
import io.kazoo.recipes.barrier.DoubleBarrier;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A barrier holds up as long as it is there, and whoever waits hears of its fall. */
public abstract class BarrierContract extends RecipeScenario {
    private static final String PATH = "/some/barrier";
    private static final Duration SOON = Duration.ofMillis(200);
    private static final int DELETE = 2;
    private static final int EXISTS = 3;
    private static final int GET = 4;

    private KazooClient client;
    private ClientId session;
    private Barrier barrier;

    /** For subclasses. */
    protected BarrierContract() {}

    @BeforeEach
    void start() {
        client = startProxied();
        session = sessionOf(client);
        barrier = Barrier.of(client, PATH);
    }

    private void awaitWatched() {
        eventually(() -> assertThat(watches()).contains(PATH));
    }

    private void awaitNoWatches() {
        eventually(() -> assertThat(watches()).isEmpty());
    }

    private AsyncResult<Boolean> waiting() {
        AsyncResult<Boolean> waiting = barrier.async().waitFor();
        awaitWatched();
        return waiting;
    }

    @Test
    @Tag("KT315")
    void whereNoneIsNobodyWaits() {
        barrier.waitFor();
        assertThat(barrier.waitFor(LIMIT)).isTrue();
        awaitNoWatches();
    }

    @Test
    @Tag("KT316")
    void holdsUpUntilItIsRemoved() throws Exception {
        barrier.create();
        barrier.create();
        assertThat(barrier.waitFor(Duration.ZERO)).isFalse();
        assertThat(barrier.waitFor(SOON)).isFalse();
        awaitNoWatches();
        CompletableFuture<Boolean> waiting = inBackground(() -> barrier.waitFor(LIMIT));
        awaitWatched();
        assertThat(barrier.remove()).isTrue();
        assertThat(resultOf(waiting)).isTrue();
        barrier.waitFor();
        awaitNoWatches();
    }

    @Test
    @Tag("KT317")
    void thereIsNothingToRemove() {
        assertThat(barrier.remove()).isFalse();
    }

    @Test
    void liesOnTheWireAsInKazoo() {
        barrier.create();
        assertThat(observer().get(PATH).data()).isEmpty();
        assertThat(observer().get(PATH).stat().ephemeralOwner()).isZero();
        assertThat(childrenOf(PATH)).isEmpty();
    }

    @Test
    void writingToItDoesNotOpenIt() {
        barrier.create();
        AsyncResult<Boolean> waiting = waiting();
        for (int i = 0; i < 3; i++) {
            observer().set(PATH, new byte[] {1});
            awaitWatched();
        }
        assertThat(waiting.isDone()).isFalse();
        observer().deleteRecursive("/some");
        assertThat(waiting.get(LIMIT)).isTrue();
    }

    /** In kazoo a lost connection loses the wake-up. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fallsWhileAWaiterIsCutOff(boolean newSession) {
        barrier.create();
        AsyncResult<Boolean> waiting = waiting();
        disconnect(client);
        observer().delete(PATH);
        if (newSession) {
            expire(session);
        } else {
            proxy().heal();
        }
        assertThat(waiting.get(LIMIT)).isTrue();
        awaitNoWatches();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stillHoldsUpAfterAReconnect(boolean newSession) {
        barrier.create();
        AsyncResult<Boolean> waiting = waiting();
        if (newSession) {
            expire(client);
            awaitState(client, KazooState.CONNECTED);
        } else {
            loseConnection(client);
        }
        awaitWatched();
        assertThat(waiting.isDone()).isFalse();
        observer().delete(PATH);
        assertThat(waiting.get(LIMIT)).isTrue();
        awaitNoWatches();
    }

    @Test
    void everyReplyMayBeLostOnce() throws Exception {
        CompletableFuture<Void> created = proxy().dropReply(EXISTS);
        barrier.create();
        created.cancel(false);
        CompletableFuture<Void> looked = proxy().dropReply(GET);
        AsyncResult<Boolean> waiting = barrier.async().waitFor();
        resultOf(looked);
        awaitWatched();
        CompletableFuture<Void> removed = proxy().dropReply(DELETE);
        assertThat(barrier.remove()).as("it knows that it was the one").isTrue();
        resultOf(removed);
        assertThat(waiting.get(LIMIT)).isTrue();
        awaitNoWatches();
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout", "cancel", "interrupt"})
    void whoGivesUpLeavesNoWatch(String how) throws Exception {
        barrier.create();
        if (how.equals("timeout")) {
            AsyncResult<Boolean> waiting = barrier.async().waitFor(Duration.ofMillis(1500));
            awaitWatched();
            assertThat(waiting.get(LIMIT)).isFalse();
        } else if (how.equals("cancel")) {
            AsyncResult<Boolean> waiting = waiting();
            waiting.cancel();
            assertThat(failureOf(waiting)).isInstanceOf(CancelledException.class);
        } else {
            FutureTask<Boolean> outcome = new FutureTask<>(this::isInterrupted);
            Thread thread = new Thread(outcome);
            thread.start();
            awaitWatched();
            thread.interrupt();
            assertThat(outcome.get()).isTrue();
        }
        awaitNoWatches();
    }

    private boolean isInterrupted() {
        try {
            barrier.waitFor();
            return false;
        } catch (KazooInterruptedException e) {
            return Thread.interrupted();
        }
    }

    /** One of two that wait on the same object gives up; the other one still hears of it. */
    @Test
    void whoStaysIsNotForgotten() {
        barrier.create();
        AsyncResult<Boolean> stays = waiting();
        assertThat(barrier.waitFor(SOON)).isFalse();
        awaitWatched();
        observer().delete(PATH);
        assertThat(stays.get(LIMIT)).isTrue();
        awaitNoWatches();
    }

    @Test
    void theTimeIsUpAlsoWithoutAConnection() {
        barrier.create();
        AsyncResult<Boolean> waiting = barrier.async().waitFor(Duration.ofMillis(1500));
        awaitWatched();
        disconnect(client);
        assertThat(waiting.get(LIMIT)).isFalse();
        proxy().heal();
        awaitNoWatches();
    }

    @Test
    void aStoppedClientEndsTheWait() {
        barrier.create();
        AsyncResult<Boolean> waiting = waiting();
        client.stop();
        assertThat(failureOf(waiting)).isInstanceOf(ConnectionClosedException.class);
        assertThat(failureOf(barrier.async().waitFor())).isInstanceOf(ConnectionClosedException.class);
    }

    /** As docs/recipes/barrier.md has it. */
    @Test
    void anExample() {
        Queue<Object> seen = new ConcurrentLinkedQueue<>();
        Barrier start = Barrier.of(client, "/app/start");
        start.create();
        AsyncResult<Boolean> runner = start.async().waitFor(Duration.ofSeconds(30));
        start.remove();
        assertThat(runner.get()).isTrue();
        DoubleBarrier step = DoubleBarrier.create(client, "/app/step", 1, "host-1");
        if (step.enter(Duration.ofSeconds(30))) { // everybody is there
            seen.add("computed");
            step.leave(); // everybody is done
        }
        assertThat(seen).containsExactly("computed");
    }
}
