package io.kazoo.core.engine;

import static io.kazoo.core.Wire.digits;
import static io.kazoo.core.Wire.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AuthData;
import io.kazoo.KazooState;
import io.kazoo.KeeperState;
import io.kazoo.core.protocol.GetChildren;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How sessions end: a server says so, the client's own clock does, or a credential is refused. */
class SessionEndTest {
    private static final AuthData AUTH = new AuthData("digest", new byte[] {1});

    /** A connect request for a new session, whatever the old one had seen. */
    private static final String NEW_SESSION = digits("0000002d 00000000 0000000000000000 00002328 0000000000000000"
            + "00000010 00000000000000000000000000000000 00");

    private final World world = World.connected();

    private static void dialedWithANewSession(World world) {
        world.dialed();
        assertThat(digits(ByteBuffer.wrap(world.effects.written()))).isEqualTo(NEW_SESSION);
    }

    @Nested
    class ToldByAServer {
        /** The order is kazoo's: LOST, then failures, then watches. */
        @Test
        void lostThenFailuresThenWatchesThenANewSessionFromTheSameServer() {
            world.watch("/a", 1, event -> {});
            world.delete("/b");
            world.lost();
            world.delete("/c");
            world.resolved(1, 2);
            world.dialed();
            world.takeLog();
            world.receive(World.greeting(0, 0));
            assertThat(world.takeLog())
                    .containsExactly(
                            "state LOST",
                            "request /c: SessionExpiredException",
                            "event NONE null EXPIRED_SESSION",
                            "hang up",
                            "dial a 10.0.0.2:2181");
            dialedWithANewSession(world);
            world.receive(World.greeting(9_000, 0x2));
            assertThat(world.takeLog()).containsExactly("state CONNECTED");
            assertThat(world.engine.status().clientId().sessionId()).isEqualTo(2);
            assertThat(world.sent()).as("no watches of the old session").isEmpty();
        }

        @Test
        void eachWatcherIsToldOnce() {
            io.kazoo.Watcher watcher = event -> {};
            world.watch("/a", 1, watcher);
            world.watch("/b", 2, watcher);
            world.submit(new GetChildren("/a", true), watcher);
            world.receive(reply(3, 13, 0).i32(0));
            world.watch("/a", 4, event -> {});
            world.lost();
            world.reach();
            world.receive(World.greeting(0, 0));
            assertThat(world.effects.events).hasSize(2);
            assertThat(world.effects.events).allSatisfy(event -> {
                assertThat(event.path()).isNull();
                assertThat(event.state()).isEqualTo(KeeperState.EXPIRED_SESSION);
            });
        }

        @Test
        void theLastTransactionIsForgotten() {
            world.answerNew();
            assertThat(world.engine.lastZxid()).isPositive();
            world.lost();
            world.reach();
            world.receive(World.greeting(0, 0));
            assertThat(world.engine.lastZxid()).isZero();
        }

        @Test
        void aKnownSessionThatIsGoneBeforeTheFirstConnectionIsNoStateChange() {
            Setup setup = new Setup();
            setup.clientId = new io.kazoo.ClientId(5, new byte[16]);
            World fresh = setup.world();
            fresh.start();
            fresh.reach();
            fresh.receive(World.greeting(0, 0));
            assertThat(fresh.effects.states).isEmpty();
            dialedWithANewSession(fresh);
            fresh.greet();
            assertThat(fresh.effects.states).containsExactly(KazooState.CONNECTED);
        }

        @Test
        void credentialsAreSentAgainToTheNewSession() {
            world.addAuth(AUTH);
            world.receive(reply(-4, 0, 0));
            world.lost();
            world.reach();
            world.receive(World.greeting(0, 0));
            world.dialed();
            world.sent();
            world.receive(World.greeting(9_000, 2));
            assertThat(world.sent()).containsExactly(-4);
            assertThat(world.effects.states).doesNotHaveDuplicates();
            world.receive(reply(-4, 0, 0));
            assertThat(world.effects.states).endsWith(KazooState.LOST, KazooState.CONNECTED);
        }
    }

    /** ADR 3. */
    @Nested
    class ByItsOwnClock {
        @Test
        void oneTimeoutAfterTheLastMessageThatIsKnownToHaveArrived() {
            world.advanceMillis(1_000);
            world.delete("/a");
            world.advanceMillis(500);
            world.answer(1);
            world.lost();
            world.takeLog();
            world.delete("/waiting");
            world.advanceMillis(8_499);
            assertThat(world.effects.states).doesNotContain(KazooState.LOST);
            world.advanceMillis(1);
            assertThat(world.takeLog()).containsSubsequence("state LOST", "request /waiting: SessionExpiredException");
            assertThat(world.engine.status().keeper()).isEqualTo(KeeperState.CONNECTING);
        }

        @Test
        void aMessageThatWasNotAnsweredProvesNothing() {
            world.advanceMillis(1_000);
            world.delete("/a");
            world.advanceMillis(500);
            world.lost();
            world.advanceMillis(7_499);
            assertThat(world.effects.states).doesNotContain(KazooState.LOST);
            world.advanceMillis(1);
            assertThat(world.effects.states).contains(KazooState.LOST);
        }

        /** The answer to a request sent earlier may be on its way when a credential is sent. */
        @Test
        void anAnswerDoesNotProveThatACredentialSentAfterItsRequestArrived() {
            world.delete("/a");
            world.delete("/b");
            world.answer(1);
            world.advanceMillis(1_000);
            world.addAuth(AUTH);
            world.answer(2);
            world.lost();
            world.advanceMillis(9_000);
            assertThat(world.effects.states).contains(KazooState.LOST);
        }

        @Test
        void aPongProvesThePing() {
            world.advanceMillis(3_000);
            assertThat(world.sent()).containsExactly(-2);
            world.advanceMillis(1_000);
            world.pong();
            world.lost();
            world.advanceMillis(7_999);
            assertThat(world.effects.states).doesNotContain(KazooState.LOST);
            world.advanceMillis(1);
            assertThat(world.effects.states).contains(KazooState.LOST);
        }

        /** Its answer would be about the session that is given up. */
        @Test
        void inTheMiddleOfAHandshakeTheAttemptIsGivenUp() {
            world.advanceMillis(1_000);
            world.lost();
            world.resolved(1);
            world.advanceMillis(7_500);
            world.dialed();
            world.takeLog();
            world.advanceMillis(500);
            assertThat(world.takeLog()).startsWith("hang up").contains("state LOST");
            while (!world.effects.isDialing()) {
                world.advanceMillis(Math.min(world.untilDeadline(), 900));
                world.resolved(1);
            }
            dialedWithANewSession(world);
        }

        @Test
        void aServerThatAnswersInTimeKeepsIt() {
            world.lost();
            world.advanceMillis(8_999);
            while (!world.effects.isDialing()) {
                world.resolved(1);
            }
            world.dialed();
            world.greet();
            world.advanceMillis(1_000);
            assertThat(world.effects.states).endsWith(KazooState.SUSPENDED, KazooState.CONNECTED);
        }

        @Test
        void isDeclaredOnce() {
            world.lost();
            world.advance(Duration.ofMinutes(5));
            assertThat(world.effects.states)
                    .containsExactly(KazooState.CONNECTED, KazooState.SUSPENDED, KazooState.LOST);
        }
    }

    @Nested
    class CredentialRefused {
        @Test
        void endsTheClient() {
            var stillWaiting = world.addAuth(AUTH);
            world.watch("/w", 1, event -> {});
            world.delete("/a");
            world.takeLog();
            world.receive(reply(-4, 0, -115));
            assertThat(world.takeLog())
                    .containsExactly(
                            "hang up",
                            "state LOST",
                            "request /a: AuthFailedException",
                            "auth: AuthFailedException",
                            "event NONE null AUTH_FAILED");
            assertThat(stillWaiting.isDone()).isTrue();
            assertThat(world.isAwaiting()).isFalse();
            assertThat(world.engine.status().keeper()).isEqualTo(KeeperState.AUTH_FAILED);
            assertThat(world.delete("/b").failure()).isInstanceOf(io.kazoo.exceptions.AuthFailedException.class);
        }

        @Test
        void failsTheStartThatWaits() {
            Setup setup = new Setup();
            setup.auth.add(AUTH);
            World fresh = setup.world();
            fresh.start();
            fresh.reach();
            fresh.greet();
            assertThat(fresh.sent()).containsExactly(-4);
            assertThat(fresh.effects.states).isEmpty();
            fresh.receive(reply(-4, 0, -115));
            assertThat(fresh.takeLog()).endsWith("start: AuthFailedException");
            assertThat(fresh.effects.states).isEmpty();
        }

        @Test
        void aStopAndAStartGoOnWithoutIt() {
            AuthData good = new AuthData("digest", new byte[] {7});
            world.addAuth(good);
            world.receive(reply(-4, 0, 0));
            world.addAuth(AUTH);
            world.receive(reply(-4, 0, -115));
            world.stop();
            assertThat(world.takeLog()).endsWith("stop: done");
            assertThat(world.engine.status().keeper()).isEqualTo(KeeperState.CLOSED);
            startAgain(world);
            assertThat(world.sent()).as("what was accepted").containsExactly(-4);
            world.receive(reply(-4, 0, 0));
            assertThat(world.engine.status().kazoo()).isEqualTo(KazooState.CONNECTED);
        }

        @Test
        void oneThatWasAcceptedBeforeStays() {
            world.addAuth(AUTH);
            world.receive(reply(-4, 0, 0));
            world.lost();
            world.reach();
            world.greet();
            world.receive(reply(-4, 0, -115));
            assertThat(world.engine.status().keeper()).isEqualTo(KeeperState.AUTH_FAILED);
            startAgain(world);
            assertThat(world.sent()).containsExactly(-4);
        }

        @Test
        void oneThatTheClientWasMadeWithStays() {
            Setup setup = new Setup();
            setup.auth.add(AUTH);
            World fresh = setup.world();
            fresh.start();
            fresh.reach();
            fresh.greet();
            fresh.receive(reply(-4, 0, -115));
            startAgain(fresh);
            assertThat(fresh.sent()).containsExactly(-4);
        }

        private void startAgain(World again) {
            again.sent();
            again.start();
            again.reach();
            again.greet();
        }
    }
}
