package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.ClientId;
import io.kazoo.KazooState;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.recipes.queue.QueueEntry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connection or the session is lost at each step of a take, a hold and a consumption: no entry is lost or stuck. */
public abstract class LockingQueueFaultContract extends LockingQueueScenario {
    private static final int GET = 4;
    private static final int GET_CHILDREN = 8;
    private static final int MULTI = 14;
    private static final int DELETE = 2;

    /** For subclasses. */
    protected LockingQueueFaultContract() {}

    private void assertLost(QueueEntry entry) {
        assertThat(entry.lost().get(LIMIT)).isNull();
        assertThat(entry.isHeld()).isFalse();
        assertThat(entry.consume()).isFalse();
        assertThat(entry.release()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {GET_CHILDREN, MULTI, GET})
    void everyReplyMayBeLostWhileItTakes(int operation) throws Exception {
        put("one", "two");
        observer().ensurePath(TAKEN);
        CompletableFuture<Void> dropped = proxy().dropReply(operation);
        QueueEntry entry = queue().async().get().get(LIMIT);
        resultOf(dropped);
        assertThat(text(entry)).isEqualTo("one");
        assertThat(taken()).hasSize(1);
        assertThat(entry.holdsLock()).isTrue();
        assertThat(entry.consume()).isTrue();
        awaitNothingHeld();
        assertThat(drain()).containsExactly("two");
    }

    /** In kazoo it hangs. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEntryThatComesWhileAWaiterIsCutOff(boolean newSession) {
        AsyncResult<QueueEntry> waiting = waiting();
        disconnect(client());
        put("one");
        if (newSession) {
            expire(session());
        } else {
            proxy().heal();
        }
        assertThat(text(waiting.get(LIMIT))).isEqualTo("one");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWaiterOutlivesAReconnect(boolean newSession) {
        AsyncResult<QueueEntry> waiting = waiting();
        ClientId session = sessionOf(client());
        if (newSession) {
            expire(client());
            eventually(() -> assertThat(client().clientId()).isPresent().get().isNotEqualTo(session));
            awaitWaiting();
        } else {
            loseConnection(client());
        }
        put("one");
        QueueEntry entry = waiting.get(LIMIT);
        assertThat(entry.consume()).isTrue();
        awaitNothingHeld();
    }

    /** It was taken, but nobody knows yet: given up, the entry goes back. */
    @ParameterizedTest
    @ValueSource(strings = {"timeout", "cancel"})
    void whatIsTakenTooLateIsGivenBack(String how) throws Exception {
        put("one");
        observer().ensurePath(TAKEN);
        proxy().refuseConnections(true);
        CompletableFuture<Void> dropped = proxy().dropReply(MULTI);
        AsyncResult<Optional<QueueEntry>> get =
                queue().async().get(how.equals("timeout") ? Duration.ofMillis(1500) : LIMIT);
        resultOf(dropped);
        awaitState(client(), KazooState.SUSPENDED);
        assertThat(taken()).hasSize(1);
        if (how.equals("cancel")) {
            get.cancel();
            assertThat(failureOf(get)).isInstanceOf(CancelledException.class);
        } else {
            assertThat(get.get(LIMIT)).isEmpty();
        }
        proxy().heal();
        awaitNothingHeld();
        assertThat(drain()).containsExactly("one");
    }

    @Test
    void whatWasTakenInASessionThatEndedIsTakenAgain() throws Exception {
        put("one");
        observer().ensurePath(TAKEN);
        proxy().refuseConnections(true);
        CompletableFuture<Void> dropped = proxy().dropReply(MULTI);
        AsyncResult<QueueEntry> get = queue().async().get();
        resultOf(dropped);
        awaitState(client(), KazooState.SUSPENDED);
        expire(session());
        QueueEntry entry = get.get(LIMIT);
        assertThat(observer().get(entry.nodePath()).stat().ephemeralOwner())
                .isEqualTo(sessionOf(client()).sessionId());
        assertThat(entry.consume()).isTrue();
        assertThat(drain()).isEmpty();
    }

    @Test
    void aHoldOutlivesALostConnection() {
        put("one");
        QueueEntry entry = queue().get();
        loseConnection(client());
        assertThat(entry.isHeld()).isTrue();
        assertThat(entry.holdsLock()).isTrue();
        assertThat(entry.consume()).isTrue();
        awaitNothingHeld();
    }

    @Test
    void aHoldEndsWithItsSession() {
        put("one");
        QueueEntry entry = queue().get();
        AsyncResult<QueueEntry> waiting = others().async().get();
        expire(client());
        QueueEntry next = waiting.get(LIMIT);
        assertLost(entry);
        assertThat(entry.holdsLock()).isFalse();
        assertThat(next.isHeld()).isTrue();
        assertThat(next.fencingToken()).isGreaterThan(entry.fencingToken());
        assertThat(next.consume()).isTrue();
        awaitNothingHeld();
    }

    @Test
    void aHoldEndsWithItsClient() {
        put("one");
        QueueEntry entry = queue().get();
        AsyncResult<QueueEntry> waiting = waiting();
        client().stop();
        assertLost(entry);
        assertThat(failureOf(waiting)).isInstanceOf(ConnectionClosedException.class);
        assertThat(drain()).containsExactly("one");
    }

    /** By somebody's hand: the node of the holder, or all there is. */
    @ParameterizedTest
    @ValueSource(strings = {"node", "everything"})
    void aNodeThatSomebodyDeletesIsALoss(String what) {
        put("one");
        QueueEntry entry = queue().get();
        eventually(() -> assertThat(watches()).contains(entry.nodePath()));
        if (what.equals("node")) {
            observer().delete(entry.nodePath());
        } else {
            observer().deleteRecursive("/some");
        }
        assertLost(entry);
        assertThat(drain()).hasSize(what.equals("node") ? 1 : 0);
        awaitNothingHeld();
    }

    /** kazoo's consume says true all the same. */
    @Test
    void anEntryThatSomebodyDeletesIsNotConsumed() {
        put("one");
        QueueEntry entry = queue().get();
        observer().delete(ENTRIES + "/entry-100-0000000000");
        assertThat(entry.consume()).isFalse();
        awaitNothingHeld();
    }

    @Test
    void aConsumptionWhoseReplyIsLostIsKnown() throws Exception {
        put("one", "two");
        QueueEntry entry = queue().get();
        CompletableFuture<Void> dropped = proxy().dropReply(MULTI);
        assertThat(entry.consumeAsync().get(LIMIT)).isTrue();
        resultOf(dropped);
        assertThat(drain()).containsExactly("two");
        awaitNothingHeld();
    }

    @Test
    void aConsumptionThatWasNotSentWaitsForTheConnection() {
        put("one");
        QueueEntry entry = queue().get();
        disconnect(client());
        AsyncResult<Boolean> consumed = entry.consumeAsync();
        proxy().heal();
        assertThat(consumed.get(LIMIT)).isTrue();
        assertThat(drain()).isEmpty();
    }

    /** The session ends meanwhile: not consumed, or nobody can tell. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aConsumptionInASessionThatEnds(boolean applied) throws Exception {
        put("one");
        QueueEntry entry = queue().get();
        proxy().refuseConnections(true);
        AsyncResult<Boolean> consumed;
        if (applied) {
            CompletableFuture<Void> dropped = proxy().dropReply(MULTI);
            consumed = entry.consumeAsync();
            resultOf(dropped);
        } else {
            disconnect(client());
            consumed = entry.consumeAsync();
        }
        awaitState(client(), KazooState.SUSPENDED);
        expire(session());
        if (applied) {
            assertThat(failureOf(consumed)).isInstanceOf(ConnectionLossException.class);
            assertThat(drain()).isEmpty();
        } else {
            assertThat(consumed.get(LIMIT)).isFalse();
            assertThat(drain()).containsExactly("one");
        }
        assertThat(entry.lost().get(LIMIT)).isNull();
    }

    @Test
    void aReleaseSurvivesALostConnection() throws Exception {
        put("one");
        QueueEntry entry = queue().get();
        CompletableFuture<Void> dropped = proxy().dropReply(DELETE);
        assertThat(entry.release()).isTrue();
        resultOf(dropped);
        awaitNothingHeld();
        assertThat(drain()).containsExactly("one");
    }
}
