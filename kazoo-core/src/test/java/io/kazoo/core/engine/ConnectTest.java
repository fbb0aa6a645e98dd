package io.kazoo.core.engine;

import static io.kazoo.core.Wire.digits;
import static io.kazoo.core.Wire.reply;
import static io.kazoo.core.Wire.wire;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AuthData;
import io.kazoo.ClientId;
import io.kazoo.HostPort;
import io.kazoo.KazooState;
import io.kazoo.KeeperState;
import io.kazoo.RetryPolicy;
import io.kazoo.core.session.ServerAddress;
import io.kazoo.exceptions.RetryFailedException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the start to a session: which servers, in which order, how long, and what is said to them. */
class ConnectTest {
    private final Setup setup = new Setup();

    private World started(String hosts) {
        setup.hosts = hosts;
        World world = setup.world();
        world.start();
        return world;
    }

    @Nested
    class Handshake {
        @Test
        void fromStartToConnected() {
            World world = started("a:2181");
            assertThat(world.takeLog()).containsExactly("resolve a:2181");
            world.resolved(1);
            assertThat(world.takeLog()).containsExactly("dial a 10.0.0.1:2181");
            world.dialed();
            assertThat(digits(ByteBuffer.wrap(world.effects.written())))
                    .isEqualTo(digits("0000002d 00000000 0000000000000000 00002328 0000000000000000"
                            + "00000010 00000000000000000000000000000000 00"));
            assertThat(world.takeLog()).isEmpty();
            assertThat(world.engine.status())
                    .isEqualTo(new Status(KazooState.LOST, KeeperState.CONNECTING, null, null, 9_000));
            world.greet();
            assertThat(world.takeLog()).containsExactly("state CONNECTED", "start: done");
            assertThat(world.engine.status())
                    .isEqualTo(new Status(
                            KazooState.CONNECTED,
                            KeeperState.CONNECTED,
                            new ClientId(World.SESSION, new byte[16]),
                            new ServerAddress(new HostPort("a", 2181), new InetSocketAddress(World.address(1), 2181)),
                            9_000));
        }

        @Test
        void theServerDecidesTheTimeout() {
            World world = started("a:2181");
            world.reach();
            world.receive(World.greeting(4_500, World.SESSION));
            assertThat(world.engine.status().timeoutMillis()).isEqualTo(4_500);
            assertThat(world.untilDeadline()).as("a ping after a third of it").isEqualTo(1_500);
        }

        @Test
        void aKnownSessionIsOffered() {
            byte[] password = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
            setup.clientId = new ClientId(0x77, password);
            World world = started("a:2181");
            world.resolved(1);
            world.dialed();
            assertThat(digits(ByteBuffer.wrap(world.effects.written())))
                    .isEqualTo(digits("0000002d 00000000 0000000000000000 00002328 0000000000000077"
                            + "00000010 30313233343536373839616263646566 00"));
        }

        @Test
        void afterALossTheSessionAndTheLastTransactionAreOffered() {
            World world = World.connected();
            world.delete("/a");
            world.receive(reply(1, 0x99, 0));
            world.delete("/b");
            world.receive(reply(2, 0x98, World.NO_NODE));
            world.receive(World.event(1, "/unknown"));
            assertThat(world.engine.lastZxid()).isEqualTo(0x99);
            world.lost();
            world.resolved(1);
            world.dialed();
            assertThat(digits(ByteBuffer.wrap(world.effects.written())))
                    .isEqualTo(digits("0000002d 00000000 0000000000000099 00002328 0000000000001abc"
                            + "00000010 00000000000000000000000000000000 00"));
        }

        /** More bytes would turn the server's goodbye into a reset (a comment in the official client says so). */
        @Test
        void nothingIsSentBetweenTheConnectRequestAndItsAnswer() {
            World world = started("a:2181");
            world.reach();
            world.delete("/a");
            world.addAuth(new AuthData("digest", new byte[] {1}));
            assertThat(world.sent()).isEmpty();
            world.greet();
            assertThat(world.sent()).containsExactly(-4);
            world.receive(reply(-4, 0, 0));
            assertThat(world.sent()).containsExactly(1);
        }

        @Test
        void startingTwiceWaitsForTheSameSession() {
            World world = started("a:2181");
            world.start();
            world.connect();
            world.start();
            assertThat(world.takeLog())
                    .containsExactly(
                            "resolve a:2181",
                            "dial a 10.0.0.1:2181",
                            "state CONNECTED",
                            "start: done",
                            "start: done",
                            "start: done");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "00", "00000000 00002328 0000000000001abc ffffffff 00"})
        void anAnswerThatIsNoneCountsAsAFailure(String hex) {
            World world = started("a:1,b:2");
            world.reach();
            world.receive(wire().hex(hex));
            assertThat(world.takeLog()).endsWith("hang up", "resolve b:2");
        }

        @Test
        void aServerThatMakesNoSessionCountsAsAFailure() {
            World world = started("a:1,b:2");
            world.reach();
            world.receive(World.greeting(0, 0));
            assertThat(world.takeLog()).endsWith("hang up", "resolve b:2");
            assertThat(world.effects.states).isEmpty();
        }
    }

    @Nested
    class Failover {
        @Test
        void theOtherServersAreTriedAtOnce() {
            World world = started("a:1,b:2,c:3");
            world.unresolved();
            world.resolved(2);
            world.dialFailed();
            world.resolved(3);
            assertThat(world.takeLog())
                    .containsExactly(
                            "resolve a:1", "resolve b:2", "dial b 10.0.0.2:2", "resolve c:3", "dial c 10.0.0.3:3");
        }

        @Test
        void everyAddressOfAHostIsTried() {
            World world = started("a:1,b:2");
            world.resolved(1, 2, 3);
            world.dialFailed();
            world.dialFailed();
            world.dialFailed();
            assertThat(world.takeLog())
                    .containsExactly(
                            "resolve a:1",
                            "dial a 10.0.0.1:1",
                            "dial a 10.0.0.2:1",
                            "dial a 10.0.0.3:1",
                            "resolve b:2");
        }

        @Test
        void aHostWithoutAddressesIsPassedOver() {
            World world = started("a:1,b:2");
            world.resolved();
            assertThat(world.takeLog()).containsExactly("resolve a:1", "resolve b:2");
        }

        @Test
        void allServersShareOneSessionTimeout() {
            World world = started("a:1,b:2,c:3");
            world.resolved(1);
            assertThat(world.effects.requests.get(0).timeout()).isEqualTo(Duration.ofSeconds(3));
            world.dialed();
            assertThat(world.untilDeadline()).as("the handshake as well").isEqualTo(3_000);
        }

        /** The next one starts beside it; a handshake, of which there is one at a time, has its share of the timeout. */
        @ParameterizedTest
        @CsvSource({"0, 250", "1, 250", "2, 4500"})
        void anAttemptThatHangsDoesNotHoldUpTheNext(int stage, int millis) {
            World world = started("a:1,b:2");
            if (stage > 0) {
                world.resolved(1);
            }
            if (stage > 1) {
                world.dialed();
            }
            world.advanceMillis(millis - 1);
            assertThat(world.takeLog()).doesNotContain("resolve b:2");
            world.advanceMillis(1);
            assertThat(world.takeLog()).endsWith("resolve b:2");
        }

        @Test
        void anAttemptHasATenthOfASecondAtLeast() {
            StringBuilder hosts = new StringBuilder("h0:1");
            for (int i = 1; i < 200; i++) {
                hosts.append(",h").append(i).append(":1");
            }
            assertThat(started(hosts.toString()).untilDeadline()).isEqualTo(100);
        }

        @Test
        void afterALossTheOthersFirstAndWithoutAPause() {
            setup.hosts = "a:1,b:2";
            World world = setup.world().connect();
            world.advanceMillis(2_000);
            world.takeLog();
            world.lost();
            assertThat(world.takeLog()).containsExactly("hang up", "state SUSPENDED", "resolve b:2");
            world.unresolved();
            assertThat(world.takeLog()).containsExactly("resolve a:1");
        }

        @Test
        void lateAnswersOfEarlierAttemptsAreIgnored() {
            World world = started("a:1,b:2");
            world.resolved(1);
            long first = world.effects.dials.getLast();
            long firstResolve = world.effects.resolves.getLast();
            world.dialFailed();
            world.resolved(2);
            world.takeLog();
            world.input(() -> world.engine.onDialed(first, world.now));
            world.input(() -> world.engine.onDialFailed(first, new IllegalStateException(), world.now));
            world.input(() -> world.engine.onLost(first, null, world.now));
            world.input(() -> world.engine.onBytes(
                    first, ByteBuffer.wrap(World.greeting(9_000, 5).frame()), world.now));
            world.input(() -> world.engine.onWritable(first));
            world.resolved(firstResolve, 9);
            world.input(() -> world.engine.onUnresolved(firstResolve, new IllegalStateException(), world.now));
            assertThat(world.takeLog()).isEmpty();
            world.connect();
        }
    }

    @Nested
    class Backoff {
        /** Fails all servers of a cycle and returns the pause after it. */
        private long failedCycle(World world, int servers) {
            for (int i = 0; i < servers; i++) {
                assertThat(world.takeLog()).as("server %d", i).hasSize(1);
                world.unresolved();
            }
            assertThat(world.takeLog()).as("a pause").isEmpty();
            long pause = world.untilDeadline();
            world.advanceMillis(pause - 1);
            assertThat(world.takeLog()).as("still a pause").isEmpty();
            world.advanceMillis(1);
            return pause;
        }

        @Test
        void onlyAfterAWholeCycleThenLongerAndLonger() {
            World world = started("a:1,b:2");
            List<Long> pauses = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                pauses.add(failedCycle(world, 2));
            }
            assertThat(pauses).containsExactly(100L, 200L, 400L, 800L, 1600L);
        }

        @Test
        void jitterSpreadsThePauses() {
            setup.random = new Random(1);
            World world = started("a:1");
            long first = failedCycle(world, 1);
            assertThat(first).isBetween(60L, 140L).isNotEqualTo(100L);
        }

        /** The session may be alive: no pause may cost it. */
        @Test
        void aTenthOfTheSessionTimeoutIsTheLongestWhileThereIsASession() {
            World world = World.connected();
            world.advanceMillis(2_000);
            world.lost();
            world.takeLog();
            world.log.add("");
            List<Long> pauses = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                pauses.add(failedCycle(world, 1));
            }
            assertThat(pauses).containsExactly(100L, 200L, 400L, 800L, 900L, 900L);
        }

        @Test
        void aConnectionThatLastedStartsOver() {
            World world = started("a:1");
            failedCycle(world, 1);
            failedCycle(world, 1);
            world.connect();
            world.advanceMillis(1_001);
            world.lost();
            world.takeLog();
            world.log.add("");
            assertThat(failedCycle(world, 1)).isEqualTo(100);
        }

        @Test
        void connectionsThatDoNotLastAreNoReasonToHurry() {
            World world = started("a:1");
            world.connect();
            world.advanceMillis(1_000);
            world.lost();
            assertThat(world.takeLog()).as("the first time at once").endsWith("resolve a:1");
            List<Long> pauses = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                world.connect();
                world.lost();
                assertThat(world.takeLog()).as("a pause").endsWith("state SUSPENDED");
                pauses.add(world.untilDeadline());
                world.advanceMillis(world.untilDeadline());
            }
            assertThat(pauses).containsExactly(100L, 200L, 400L, 800L);
        }

        @Test
        void givesUpWhenThePolicySaysSo() {
            setup.retry = RetryPolicy.forever().withMaxTries(2);
            World world = started("a:1");
            world.delete("/waiting");
            failedCycle(world, 1);
            world.unresolved();
            assertThat(world.takeLog())
                    .containsExactly(
                            "resolve a:1",
                            "request /waiting: ConnectionLossException NOT_SENT",
                            "start: RetryFailedException");
            assertThat(world.isAwaiting()).isFalse();
            assertThat(world.engine.status().keeper()).isEqualTo(KeeperState.CLOSED);
        }

        @Test
        void theDeadlineOfThePolicyCountsFromTheLoss() {
            setup.retry = RetryPolicy.forever().withDeadline(Duration.ofSeconds(2));
            World world = setup.world().connect();
            world.advanceMillis(2_500);
            world.lost();
            while (world.isAwaiting()) {
                world.unresolved();
                world.advanceMillis(world.isAwaiting() ? world.untilDeadline() : 0);
            }
            assertThat(world.takeLog()).endsWith("state LOST");
            assertThat(world.start().isDone()).as("a start begins anew").isFalse();
            world.unresolved();
            assertThat(world.isAwaiting()).isTrue();
        }

        @Test
        void theStarterLearnsWhy() {
            setup.retry = RetryPolicy.once();
            World world = setup.world();
            var started = world.start();
            world.unresolved();
            assertThat(started.failure()).isInstanceOf(RetryFailedException.class);
        }
    }

    /** Every way in which a server can hang up on the way to a session. */
    @Nested
    class Closed {
        @Test
        void beforeItAnswersTheHandshake() {
            World world = started("a:1,b:2");
            world.reach();
            world.lost();
            assertThat(world.takeLog()).endsWith("hang up", "resolve b:2");
        }

        @Test
        void inTheMiddleOfItsAnswer() {
            byte[] greeting = World.greeting(9_000, World.SESSION).frame();
            for (int cut = 1; cut < greeting.length; cut++) {
                World world = started("a:1,b:2");
                world.reach();
                world.receive(Arrays.copyOf(greeting, cut));
                assertThat(world.effects.states).as("cut at %d", cut).isEmpty();
                world.lost();
                assertThat(world.takeLog()).as("cut at %d", cut).endsWith("hang up", "resolve b:2");
            }
        }

        @Test
        void whileItSetsWatchesAgain() {
            World world = World.connected();
            world.watch("/a", 1, event -> {});
            world.advanceMillis(1_500);
            world.lost();
            world.reach();
            world.greet();
            assertThat(world.sent()).containsExactly(-8);
            world.takeLog();
            world.lost();
            assertThat(world.takeLog()).as("SUSPENDED already").containsExactly("hang up", "resolve a:2181");
            world.reach();
            world.greet();
            assertThat(world.sent()).as("all over again").containsExactly(-8);
            world.receive(reply(-8, 0, 0));
            assertThat(world.takeLog()).endsWith("state CONNECTED");
        }
    }
}
