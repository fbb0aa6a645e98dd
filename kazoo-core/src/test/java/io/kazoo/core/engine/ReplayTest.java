package io.kazoo.core.engine;

import static io.kazoo.core.Wire.digits;
import static io.kazoo.core.Wire.reply;
import static io.kazoo.core.Wire.wire;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AuthData;
import io.kazoo.KazooState;
import io.kazoo.core.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a new connection begins with, before users see it; and how the bytes of any connection may arrive. */
class ReplayTest {
    private static final int AUTH = -4;
    private static final int SET_WATCHES = -8;

    private final World world = World.connected();

    private static AuthData auth(String credential) {
        return new AuthData("digest", credential.getBytes(StandardCharsets.US_ASCII));
    }

    private void suspendAndReach() {
        world.lost();
        world.reach();
        world.takeLog();
    }

    @Nested
    class Watches {
        @Test
        void areSetAgainBeforeConnectedIsReported() {
            world.watch("/a", 1, event -> {});
            suspendAndReach();
            world.greet();
            assertThat(world.frames().stream().map(Wire::digits).toList())
                    .containsExactly(
                            digits("fffffff8 00000065 000000000000000b" + "00000001 00000002 2f61 00000000 00000000"));
            assertThat(world.takeLog()).isEmpty();
            world.receive(reply(SET_WATCHES, 5, 0));
            assertThat(world.takeLog()).containsExactly("state CONNECTED");
        }

        @Test
        void requestsComeAfterThem() {
            world.watch("/a", 1, event -> {});
            suspendAndReach();
            world.delete("/b");
            world.greet();
            assertThat(world.sent()).containsExactly(SET_WATCHES);
            world.receive(reply(SET_WATCHES, 5, 0));
            assertThat(world.sent()).containsExactly(1);
        }

        @Test
        void whatChangedMeanwhileIsToldBeforeConnected() {
            world.watch("/a", 1, event -> {});
            suspendAndReach();
            world.greet();
            world.receive(wire().then(World.event(2, "/a").frame())
                    .then(reply(SET_WATCHES, 5, 0).frame())
                    .bytes());
            assertThat(world.takeLog()).containsExactly("event DELETED /a CONNECTED", "state CONNECTED");
        }

        @Test
        void everyPacketIsWaitedFor() {
            String path = "/" + "x".repeat(100_000);
            world.watch(path + 1, 1, event -> {});
            world.watch(path + 2, 2, event -> {});
            world.watch(path + 3, 3, event -> {});
            suspendAndReach();
            world.greet();
            assertThat(world.sent()).containsExactly(SET_WATCHES, SET_WATCHES, SET_WATCHES);
            world.receive(reply(SET_WATCHES, 5, 0));
            world.receive(reply(SET_WATCHES, 5, 0));
            assertThat(world.effects.states).endsWith(KazooState.SUSPENDED);
            world.receive(reply(SET_WATCHES, 5, 0));
            assertThat(world.effects.states).endsWith(KazooState.CONNECTED);
        }

        @Test
        void refusedTheConnectionIsOfNoUse() {
            world.watch("/a", 1, event -> {});
            suspendAndReach();
            world.greet();
            world.receive(reply(SET_WATCHES, 5, -6));
            assertThat(world.effects.isConnected()).isFalse();
            assertThat(world.isAwaiting()).isTrue();
        }

        /** A server that answers pings and nothing else would keep the client SUSPENDED for ever. */
        @Test
        void haveTwoThirdsOfASessionTimeout() {
            world.watch("/a", 1, event -> {});
            suspendAndReach();
            world.greet();
            world.advanceMillis(3_000);
            world.pong();
            world.advanceMillis(2_999);
            assertThat(world.effects.isConnected()).isTrue();
            world.takeLog();
            world.advanceMillis(1);
            assertThat(world.takeLog()).containsExactly("hang up", "resolve a:2181");
            world.reach();
            world.greet();
            world.receive(reply(SET_WATCHES, 5, 0));
            assertThat(world.effects.states).endsWith(KazooState.CONNECTED);
        }

        @Test
        void thatFiredAreNotSetAgain() {
            world.watch("/a", 1, event -> {});
            world.receive(World.event(3, "/a"));
            suspendAndReach();
            world.greet();
            assertThat(world.sent()).isEmpty();
            assertThat(world.takeLog()).containsExactly("state CONNECTED");
        }

        /** One answer too many must not be counted against packets that are still out. */
        @Test
        void anAnswerTooManyEndsTheConnection() {
            world.addAuth(auth("u:p"));
            world.receive(reply(AUTH, 0, 0));
            suspendAndReach();
            world.greet();
            world.receive(reply(SET_WATCHES, 5, 0));
            assertThat(world.effects.isConnected()).isFalse();
            assertThat(world.isAwaiting()).isTrue();
        }
    }

    @Nested
    class Credentials {
        @Test
        void comeFirstThenWatchesThenRequests() {
            world.addAuth(auth("u:p"));
            world.receive(reply(AUTH, 0, 0));
            world.watch("/a", 1, event -> {});
            suspendAndReach();
            world.delete("/b");
            world.greet();
            assertThat(world.sent()).containsExactly(AUTH, SET_WATCHES);
            world.receive(reply(SET_WATCHES, 5, 0));
            assertThat(world.effects.states).endsWith(KazooState.SUSPENDED);
            world.receive(reply(AUTH, 0, 0));
            assertThat(world.effects.states).endsWith(KazooState.CONNECTED);
            assertThat(world.sent()).containsExactly(1);
        }

        @Test
        void ofTheConfigurationAreSentBeforeTheFirstRequest() {
            Setup setup = new Setup();
            setup.auth.addAll(List.of(auth("one"), auth("two")));
            World fresh = setup.world();
            fresh.start();
            fresh.reach();
            fresh.greet();
            List<java.nio.ByteBuffer> frames = fresh.frames();
            assertThat(frames).hasSize(2);
            assertThat(digits(frames.get(0)))
                    .isEqualTo(digits("fffffffc 00000064 00000000 00000006 646967657374 00000003 6f6e65"));
            fresh.receive(reply(AUTH, 0, 0));
            assertThat(fresh.effects.states).isEmpty();
            fresh.receive(reply(AUTH, 0, 0));
            assertThat(fresh.effects.states).containsExactly(KazooState.CONNECTED);
        }

        @Test
        void addedAreSentAtOnceAndAnsweredOnce() {
            var result = world.addAuth(auth("u:p"));
            assertThat(world.sent()).containsExactly(AUTH);
            assertThat(result.isDone()).isFalse();
            world.receive(reply(AUTH, 0, 0));
            assertThat(result.isDone()).isTrue();
            assertThat(result.failure()).isNull();
        }

        @Test
        void addedTwiceAreReplayedOnce() {
            world.addAuth(auth("u:p"));
            world.addAuth(auth("u:p"));
            world.receive(reply(AUTH, 0, 0));
            world.receive(reply(AUTH, 0, 0));
            suspendAndReach();
            world.greet();
            assertThat(world.sent()).containsExactly(AUTH);
        }

        @Test
        void whoseAnswerWasLostAreAnsweredByTheNextConnection() {
            var result = world.addAuth(auth("u:p"));
            suspendAndReach();
            assertThat(result.isDone()).isFalse();
            world.greet();
            world.receive(reply(AUTH, 0, 0));
            assertThat(result.failure()).isNull();
            assertThat(result.isDone()).isTrue();
        }

        @Test
        void addedWithoutAConnectionWaitForOne() {
            world.lost();
            var result = world.addAuth(auth("u:p"));
            world.reach();
            assertThat(world.sent()).isEmpty();
            world.greet();
            assertThat(world.sent()).containsExactly(AUTH);
            world.receive(reply(AUTH, 0, 0));
            assertThat(result.isDone()).isTrue();
        }

        @Test
        void whoseAnswerNobodyAskedForEndTheConnection() {
            world.receive(reply(AUTH, 0, 0));
            assertThat(world.effects.states).endsWith(KazooState.SUSPENDED);
        }
    }

    /** However the network cuts and joins what a server sends, from the greeting to a reply. */
    @Nested
    class Bytes {
        private final byte[] all = wire().then(
                        World.greeting(9_000, World.SESSION).frame())
                .then(World.event(3, "/a").frame())
                .then(reply(SET_WATCHES, 5, 0).frame())
                .bytes();

        private World reached() {
            World fresh = World.connected();
            fresh.watch("/a", 1, event -> {});
            fresh.lost();
            fresh.reach();
            fresh.takeLog();
            return fresh;
        }

        @Test
        void allAtOnce() {
            World fresh = reached();
            fresh.receive(all);
            assertThat(fresh.takeLog()).containsExactly("event CHANGED /a CONNECTED", "state CONNECTED");
        }

        @Test
        void cutAtEachByte() {
            for (int cut = 1; cut < all.length; cut++) {
                World fresh = reached();
                fresh.receive(Arrays.copyOf(all, cut));
                fresh.receive(Arrays.copyOfRange(all, cut, all.length));
                assertThat(fresh.takeLog())
                        .as("cut at %d", cut)
                        .containsExactly("event CHANGED /a CONNECTED", "state CONNECTED");
            }
        }

        @Test
        void byteByByte() {
            World fresh = reached();
            for (byte each : all) {
                fresh.receive(new byte[] {each});
            }
            assertThat(fresh.takeLog()).containsExactly("event CHANGED /a CONNECTED", "state CONNECTED");
        }

        @Test
        void halfAFrameIsForgottenWithItsConnection() {
            world.delete("/a");
            world.receive(Arrays.copyOf(reply(1, 5, 0).frame(), 7));
            world.lost();
            world.connectAgain();
            var request = world.delete("/b");
            world.answer(1);
            assertThat(request.failure()).isNull();
            assertThat(request.isDone()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ffffffff",
                    "7fffffff 00000002 0000000000000000 00000000",
                    "08000001 00000002 0000000000000000 00000000",
                    "00000000",
                    "00000003 ffffff",
                    "00000008 0000000000000000"
                })
        void thatAreNoFrameEndTheConnection(String hex) {
            world.delete("/a");
            world.takeLog();
            world.receive(wire().hex(hex).bytes());
            assertThat(world.takeLog())
                    .startsWith("hang up", "request /a: ConnectionLossException MAYBE_APPLIED", "state SUSPENDED");
        }

        @Test
        void behindAFrameThatEndsTheConnectionAreNotLookedAt() {
            var first = world.delete("/a");
            var second = world.delete("/b");
            world.receive(wire().then(reply(1, 5, 0).frame())
                    .then(reply(77, 5, 0).frame())
                    .then(reply(2, 5, 0).frame())
                    .bytes());
            assertThat(first.failure()).isNull();
            assertThat(second.failure()).isNotNull();
            assertThat(world.effects.states).endsWith(KazooState.SUSPENDED);
        }
    }
}
