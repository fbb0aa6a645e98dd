package io.kazoo.core.engine;

import static io.kazoo.core.Wire.reply;
import static io.kazoo.core.Wire.wire;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AuthData;
import io.kazoo.KazooState;
import io.kazoo.KeeperState;
import io.kazoo.core.protocol.GetData;
import io.kazoo.exceptions.ConnectionClosedException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stopping in every phase, and starting while that goes on. */
class StopTest {
    private static final AuthData AUTH = new AuthData("digest", new byte[] {1});

    private static void stopped(World world) {
        assertThat(world.engine.status().keeper()).isEqualTo(KeeperState.CLOSED);
        assertThat(world.engine.status().kazoo()).isEqualTo(KazooState.LOST);
        assertThat(world.isAwaiting()).isFalse();
        assertThat(world.effects.isConnected() || world.effects.isDialing()).isFalse();
    }

    private static World in(Phase phase) {
        World world = new Setup().world();
        if (phase == Phase.IDLE) {
            return world;
        }
        world.start();
        switch (phase) {
            case SEARCHING -> world.resolved(1);
            case HANDSHAKE -> world.reach();
            case REPLAY -> {
                world.addAuth(AUTH);
                world.reach();
                world.greet();
            }
            case BACKOFF -> world.unresolved();
            default -> world.connect();
        }
        if (phase == Phase.CLOSING) {
            world.stop();
        }
        return world;
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"AUTHENTICATING", "REPLAY", "CONNECTED", "CLOSING"})
    void whereThereIsNothingToSendItIsDoneAtOnce(Phase phase) {
        World world = in(phase);
        assertThat(world.stop().isDone()).isTrue();
        assertThat(world.log).endsWith("stop: done");
        stopped(world);
    }

    /** There is a session on the server already: left alone it would keep its nodes, locks for instance, for a timeout. */
    @Test
    void aSessionThatIsNotReadyYetIsClosedToo() {
        World world = in(Phase.REPLAY);
        world.delete("/a");
        world.stop();
        assertThat(world.sent()).containsExactly(-4, 1, 2);
        world.receive(reply(-4, 0, 0));
        world.answer(1);
        world.takeLog();
        world.answer(2);
        assertThat(world.takeLog()).endsWith("stop: done");
        stopped(world);
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"SEARCHING", "HANDSHAKE", "BACKOFF"})
    void whoWaitsForTheStartIsToldAndSoIsEveryRequest(Phase phase) {
        World world = in(phase);
        world.delete("/a");
        world.takeLog();
        world.stop();
        assertThat(world.takeLog())
                .containsSubsequence(
                        "start: ConnectionClosedException",
                        "request /a: ConnectionLossException NOT_SENT",
                        "stop: done");
    }

    @ParameterizedTest
    @EnumSource(value = Phase.class, mode = EnumSource.Mode.EXCLUDE, names = "AUTHENTICATING")
    void aStartAfterwardsConnects(Phase phase) {
        World world = in(phase);
        world.stop();
        var again = world.start();
        if (phase == Phase.REPLAY) {
            world.receive(reply(-4, 0, 0));
        }
        if (phase == Phase.REPLAY || phase == Phase.CONNECTED || phase == Phase.CLOSING) {
            world.answer(1);
        }
        assertThat(world.engine.status().keeper()).isEqualTo(KeeperState.CONNECTING);
        world.reach();
        world.receive(World.greeting(9_000, 2));
        if (phase == Phase.REPLAY) {
            world.receive(reply(-4, 0, 0));
        }
        assertThat(again.isDone()).isTrue();
        assertThat(again.failure()).isNull();
        assertThat(world.engine.status().kazoo()).isEqualTo(KazooState.CONNECTED);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void twiceSettlesBoth(Phase phase) {
        World world = in(phase);
        var one = world.stop();
        var two = world.stop();
        world.advanceMillis(9_000);
        assertThat(one.isDone() && two.isDone()).isTrue();
        stopped(world);
    }

    @Nested
    class OfASession {
        private final World world = World.connected();

        /** The order is kazoo's: LOST, then failures, then watches. */
        @Test
        void closesItBehindWhatWasSubmitted() {
            world.watch("/w", 1, event -> {});
            var request = world.delete("/a");
            world.sent();
            world.takeLog();
            var stop = world.stop();
            assertThat(world.frames()).singleElement().satisfies(frame -> {
                assertThat(frame.getInt()).isEqualTo(3);
                assertThat(frame.getInt()).isEqualTo(-11);
                assertThat(frame.hasRemaining()).isFalse();
            });
            assertThat(world.effects.states).doesNotContain(KazooState.LOST);
            world.answer(2);
            assertThat(request.isDone()).isTrue();
            assertThat(stop.isDone()).isFalse();
            world.answer(3);
            assertThat(world.takeLog())
                    .containsExactly(
                            "request /a: done", "hang up", "state LOST", "event NONE null CLOSED", "stop: done");
            stopped(world);
        }

        @Test
        void takesNothingMore() {
            world.stop();
            assertThat(world.delete("/a").failure()).isInstanceOf(ConnectionClosedException.class);
            assertThat(world.addAuth(AUTH).failure()).isInstanceOf(ConnectionClosedException.class);
        }

        @Test
        void endsWithTheConnection() {
            world.delete("/a");
            world.stop();
            world.takeLog();
            world.lost();
            assertThat(world.takeLog())
                    .containsExactly(
                            "hang up", "state LOST", "request /a: ConnectionLossException MAYBE_APPLIED", "stop: done");
            stopped(world);
        }

        @Test
        void endsAfterTheSessionTimeoutAtTheLatest() {
            var stop = world.stop();
            world.advanceMillis(8_999);
            assertThat(stop.isDone()).isFalse();
            world.advanceMillis(1);
            assertThat(stop.isDone()).isTrue();
            stopped(world);
        }

        @Test
        void endsAfterTenSecondsAtTheLatest() {
            Setup setup = new Setup();
            setup.sessionTimeout = java.time.Duration.ofMinutes(1);
            World patient = setup.world().connect();
            patient.stop();
            assertThat(patient.untilDeadline()).isEqualTo(10_000);
        }

        @Test
        void sendsWhatWaitsForRoomFirst() {
            world.effects.takesMore = false;
            world.delete(2);
            world.sent();
            world.stop();
            assertThat(world.sent()).isEmpty();
            world.writable();
            assertThat(world.frames())
                    .hasSize(2)
                    .last()
                    .satisfies(frame -> assertThat(frame.getInt(4)).isEqualTo(-11));
        }

        @Test
        void endsWhenTheAnswerIsFollowedByGarbage() {
            world.stop();
            world.receive(wire().then(reply(1, 5, 0).frame()).hex("ffffffff").bytes());
            assertThat(world.takeLog()).endsWith("stop: done");
            stopped(world);
        }

        @Test
        void endsWhenGarbageComesInstead() {
            world.stop();
            world.receive(wire().hex("80000000").bytes());
            assertThat(world.takeLog()).endsWith("stop: done");
            stopped(world);
        }

        @Test
        void aRefusedCredentialDoesNotDisturbIt() {
            world.addAuth(AUTH);
            world.stop();
            world.receive(reply(-4, 0, -115));
            assertThat(world.engine.status().keeper()).isEqualTo(KeeperState.CONNECTED);
            world.lost();
            assertThat(world.takeLog()).endsWith("stop: done");
            stopped(world);
        }

        @Test
        void watchesFireUntilTheEnd() {
            world.watch("/w", 1, event -> {});
            world.stop();
            world.receive(World.event(3, "/w"));
            assertThat(world.takeLog()).endsWith("event CHANGED /w CONNECTED");
            world.answer(2);
            assertThat(world.effects.events).hasSize(1);
        }

        @Test
        void theNextSessionIsANewOne() {
            world.stop();
            world.answer(1);
            world.start();
            world.resolved(1);
            world.dialed();
            assertThat(world.frames()).singleElement().satisfies(frame -> {
                assertThat(frame.getLong(4)).as("last transaction").isZero();
                assertThat(frame.getLong(16)).as("session").isZero();
            });
        }
    }

    @Nested
    class AndStart {
        private final World world = World.connected();

        @Test
        void waitsForTheEndOfTheOldSession() {
            world.stop();
            var started = world.start();
            world.takeLog();
            world.answer(1);
            assertThat(world.takeLog()).containsExactly("hang up", "state LOST", "stop: done", "resolve a:2181");
            assertThat(started.isDone()).isFalse();
            world.connect();
            assertThat(started.isDone()).isTrue();
        }

        /** The last word counts. */
        @Test
        void andStopEndsStopped() {
            var first = world.stop();
            var started = world.start();
            var last = world.stop();
            world.answer(1);
            assertThat(first.isDone()).isTrue();
            assertThat(last.isDone()).isTrue();
            assertThat(started.failure()).isInstanceOf(ConnectionClosedException.class);
            stopped(world);
        }

        @Test
        void andStopAndStartEndsStarted() {
            world.stop();
            var first = world.start();
            world.stop();
            var last = world.start();
            world.answer(1);
            assertThat(first.failure()).isInstanceOf(ConnectionClosedException.class);
            assertThat(last.isDone()).isFalse();
            world.connect();
            assertThat(last.isDone()).isTrue();
        }

        @Test
        void requestsAreRefusedUntilTheOldSessionHasEnded() {
            world.stop();
            world.start();
            assertThat(world.submit(new GetData("/a", false)).failure()).isInstanceOf(ConnectionClosedException.class);
            world.answer(1);
            assertThat(world.submit(new GetData("/a", false)).isDone()).isFalse();
        }
    }

    /** A defect inside gives the connection up, not the client. */
    @ParameterizedTest
    @EnumSource(Phase.class)
    void aDefectNeverEndsTheClient(Phase phase) {
        World world = in(phase);
        world.input(() -> world.engine.onDefect(new IllegalStateException("defect"), world.now));
        if (phase == Phase.IDLE || phase == Phase.CLOSING) {
            stopped(world);
        } else {
            assertThat(world.engine.status().keeper()).isEqualTo(KeeperState.CONNECTING);
            assertThat(world.isAwaiting()).isTrue();
        }
    }

    /** Whatever waits: peers must not wait for a session whose client is gone. */
    @Test
    void aHandlerThatEndsClosesTheSessionFirst() {
        World world = World.connected();
        world.delete(InFlight.LIMIT + 10);
        world.frames();
        world.input(() ->
                world.engine.abandon(new ConnectionClosedException("the handler was closed", null, null), Inline.LANE));
        List<ByteBuffer> last = world.frames();
        assertThat(last.get(last.size() - 1).getInt(4)).as("the operation").isEqualTo(-11);
        assertThat(world.engine.status().kazoo()).isEqualTo(KazooState.LOST);
        assertThat(world.effects.isConnected()).isFalse();
    }
}
