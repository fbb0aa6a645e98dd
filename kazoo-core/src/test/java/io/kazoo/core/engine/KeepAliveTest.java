package io.kazoo.core.engine;

import static io.kazoo.core.Wire.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.KazooState;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** With a session of nine seconds: a ping after three of silence, the connection given up after six. */
class KeepAliveTest {
    private static final int PING = -2;

    private final World world = World.connected();

    @Test
    void pingsAfterAThirdOfSilence() {
        world.advanceMillis(2_999);
        assertThat(world.sent()).isEmpty();
        world.advanceMillis(1);
        assertThat(world.sent()).containsExactly(PING);
        world.pong();
        world.advanceMillis(3_000);
        assertThat(world.sent()).containsExactly(PING);
    }

    /** Who answers what was not asked may answer anything. */
    @Test
    void aPongThatNobodyAskedForEndsTheConnection() {
        world.advanceMillis(3_000);
        world.pong();
        assertThat(world.effects.isConnected()).isTrue();
        world.pong();
        assertThat(world.effects.isConnected()).isFalse();
        assertThat(world.effects.states).endsWith(KazooState.SUSPENDED);
    }

    @Test
    void whatIsSentTakesThePlaceOfAPing() {
        world.advanceMillis(2_000);
        world.delete("/a");
        world.answer(1);
        world.sent();
        world.advanceMillis(2_999);
        assertThat(world.sent()).isEmpty();
        world.advanceMillis(1);
        assertThat(world.sent()).containsExactly(PING);
    }

    @Test
    void onePingAtATime() {
        world.advanceMillis(5_999);
        assertThat(world.sent()).containsExactly(PING);
        assertThat(world.untilDeadline()).isEqualTo(1);
    }

    @Test
    void twoThirdsOfSilenceEndTheConnection() {
        var request = world.delete("/a");
        world.advanceMillis(5_999);
        assertThat(world.effects.isConnected()).isTrue();
        world.takeLog();
        world.advanceMillis(1);
        assertThat(world.takeLog())
                .containsExactly(
                        "hang up",
                        "request /a: ConnectionLossException MAYBE_APPLIED",
                        "state SUSPENDED",
                        "resolve a:2181");
        assertThat(((ConnectionLossException) request.failure()).outcome()).isEqualTo(Outcome.MAYBE_APPLIED);
    }

    @Test
    void anythingHeardKeepsIt() {
        world.advanceMillis(2_000);
        world.answerNew();
        world.advanceMillis(1_500);
        world.receive(World.event(1, "/unknown"));
        world.advanceMillis(5_999);
        assertThat(world.effects.isConnected()).isTrue();
        world.advanceMillis(1);
        assertThat(world.effects.isConnected()).isFalse();
    }

    /** Events may come from a server that does not get what is sent to it: the session expires there. */
    @Test
    void eventsAloneDoNotKeepTheSession() {
        for (int second = 0; second < 8; second++) {
            world.advanceMillis(1_000);
            world.receive(World.event(1, "/unknown"));
        }
        world.advanceMillis(999);
        assertThat(world.effects.isConnected()).isTrue();
        world.takeLog();
        world.advanceMillis(1);
        assertThat(world.takeLog()).containsSubsequence("hang up", "state SUSPENDED", "state LOST");
    }

    /** The process stood still for longer than the session lives: what waits in the socket comes too late. */
    @Test
    void whatArrivesAfterTheSessionsEndDoesNotBringItBack() {
        world.delete("/a");
        world.now += Duration.ofSeconds(9).toNanos();
        assertThat(world.engine.state(world.now))
                .as("before the engine had its turn")
                .isEqualTo(KazooState.LOST);
        assertThat(world.engine.status().kazoo()).isEqualTo(KazooState.CONNECTED);
        world.takeLog();
        world.answer(1);
        assertThat(world.takeLog())
                .containsSubsequence(
                        "request /a: ConnectionLossException MAYBE_APPLIED", "state SUSPENDED", "state LOST");
        assertThat(world.engine.state(world.now)).isEqualTo(KazooState.LOST);
    }

    @Test
    void theStateIsKnownToTheNanosecond() {
        world.advanceMillis(1_000);
        world.answerNew();
        long end = world.now + Duration.ofSeconds(9).toNanos();
        assertThat(world.engine.state(end - 1)).isEqualTo(KazooState.CONNECTED);
        assertThat(world.engine.state(end)).isEqualTo(KazooState.LOST);
        world.stop();
        world.answer(2);
        assertThat(world.engine.state(world.now)).isEqualTo(KazooState.LOST);
    }

    /** A server that is slow to answer hears nothing else of a client whose requests are all under way. */
    @Test
    void pingsWhileRequestsAreUnderWay() {
        world.delete(3);
        world.sent();
        world.advanceMillis(3_000);
        assertThat(world.sent()).containsExactly(PING);
    }

    /** Requests may wait for the next read, a ping may not: the server counts the silence. */
    @Test
    void pingsAtOnceHoweverDeepThePipeline() {
        world.delete(200);
        world.sent();
        world.advanceMillis(2_000);
        world.answer(1);
        world.sent();
        world.delete("/late");
        assertThat(world.sent()).as("left to the reader").isEmpty();
        world.advanceMillis(3_000);
        assertThat(world.sent()).contains(201, PING);
    }

    @Test
    void aPingOfTheLastConnectionIsForgotten() {
        world.advanceMillis(3_000);
        world.lost();
        world.connect();
        world.advanceMillis(3_000);
        assertThat(world.sent()).containsExactly(PING);
    }

    /** The second connection is granted three seconds: its deadlines are its own. */
    @Test
    void aShorterTimeoutCountsFromTheHandshakeThatGrantedIt() {
        world.advanceMillis(3_000);
        assertThat(world.untilDeadline()).as("a ping is under way").isEqualTo(3_000);
        world.lost();
        world.reach();
        world.receive(World.greeting(3_000, World.SESSION));
        assertThat(world.untilDeadline()).isEqualTo(1_000);
        world.advanceMillis(1_000);
        assertThat(world.sent()).containsExactly(PING);
        assertThat(world.untilDeadline()).isEqualTo(1_000);
        world.advanceMillis(1_000);
        assertThat(world.effects.isConnected()).isFalse();
        world.advanceMillis(999);
        assertThat(world.effects.states).doesNotContain(KazooState.LOST);
        world.advanceMillis(1);
        assertThat(world.effects.states).contains(KazooState.LOST);
    }

    /** The answer took two of the nine seconds; the server counts from when it got the request. */
    @Test
    void theTimeAHandshakeTookCounts() {
        World slow = new Setup().world();
        slow.start();
        slow.reach();
        slow.advanceMillis(2_000);
        slow.greet();
        assertThat(slow.untilDeadline()).isEqualTo(1_000);
    }

    @Test
    void pingsWhileWatchesAreSetAgain() {
        world.watch("/a", 1, event -> {});
        world.lost();
        world.reach();
        world.greet();
        world.sent();
        world.advanceMillis(3_000);
        assertThat(world.sent()).containsExactly(PING);
        world.pong();
        world.receive(reply(-8, 0, 0));
        assertThat(world.engine.status().kazoo()).isEqualTo(KazooState.CONNECTED);
    }
}
