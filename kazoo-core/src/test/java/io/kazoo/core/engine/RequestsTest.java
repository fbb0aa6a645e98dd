package io.kazoo.core.engine;

import static io.kazoo.core.Wire.reply;
import static io.kazoo.core.Wire.wire;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.KazooState;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import io.kazoo.core.protocol.Delete;
import io.kazoo.core.protocol.Exists;
import io.kazoo.core.protocol.GetData;
import io.kazoo.core.protocol.Operation;
import io.kazoo.core.protocol.SetData;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.exceptions.ProtocolException;
import io.kazoo.exceptions.RequestTooLargeException;
import io.kazoo.exceptions.TooManyRequestsException;
import io.kazoo.exceptions.ZookeeperException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What becomes of requests. */
class RequestsTest {
    private final Setup setup = new Setup();
    private final World world = World.connected();

    private static void suspended(World world) {
        world.lost();
        world.sent();
        world.takeLog();
    }

    @Nested
    class Answers {
        @Test
        void areMatchedByNumber() {
            var first = world.delete("/a");
            var second = world.submit(new GetData("/b", false));
            assertThat(world.sent()).containsExactly(1, 2);
            world.receive(reply(1, 7, 0));
            assertThat(first.failure()).isNull();
            assertThat(second.isDone()).isFalse();
            world.receive(reply(2, 7, 0).buffer((byte) 5).stat());
            assertThat(second.getNow().data()).containsExactly(5);
        }

        /** Errors that an early stage of the server sends overtake; the official client gives the connection up. */
        @Test
        void mayOvertake() {
            List<Request<@Nullable Void>> requests = world.delete(40);
            int[] order = {3, 40, 2, 1, 39, 5};
            for (int xid : order) {
                world.receive(reply(xid, 0, World.NO_NODE));
                assertThat(requests.get(xid - 1).failure()).isInstanceOf(NoNodeException.class);
            }
            for (int xid = 1; xid <= 40; xid++) {
                if (!requests.get(xid - 1).isDone()) {
                    world.answer(xid);
                    assertThat(requests.get(xid - 1).failure()).isNull();
                }
            }
            assertThat(requests).allMatch(Request::isDone);
            assertThat(world.effects.isConnected()).isTrue();
        }

        @Test
        void errorsNameThePathAsTheUserDid() {
            setup.hosts = "a:1/root";
            World rooted = setup.world().connect();
            var request = rooted.submit(new Delete("/root/x", -1));
            rooted.receive(reply(1, 0, World.NO_NODE));
            assertThat(request.failure()).isInstanceOf(NoNodeException.class).hasMessageContaining("/x");
            assertThat(request.failure().getMessage()).doesNotContain("/root");
        }

        /** Kazoo issue 229: the one request fails, nothing else. */
        @Test
        void unknownErrorsFailTheOneRequest() {
            var request = world.delete("/a");
            world.receive(reply(1, 0, -9999));
            assertThat(request.failure())
                    .isInstanceOfSatisfying(
                            ZookeeperException.class,
                            failure -> assertThat(failure.rawCode()).isEqualTo(-9999));
            assertThat(world.effects.isConnected()).isTrue();
        }

        /** Its end is known, so the connection goes on (KT112). */
        @Test
        void thatCannotBeReadFailTheOneRequest() {
            var broken = world.submit(new GetData("/a", false));
            var next = world.delete("/b");
            world.receive(reply(1, 7, 0).i32(1_000_000));
            assertThat(broken.failure()).isInstanceOf(ProtocolException.class);
            world.answer(2);
            assertThat(next.failure()).isNull();
            assertThat(next.isDone()).isTrue();
        }

        @Test
        void thatAnOperationFailsToReadFailTheOneRequest() {
            var broken = world.submit(new Clumsy(true));
            world.answer(1);
            assertThat(broken.failure()).isInstanceOf(ProtocolException.class).hasRootCauseMessage("clumsy");
            assertThat(world.effects.isConnected()).isTrue();
        }

        @Test
        void toNobodyEndTheConnection() {
            for (int xid : new int[] {2, 0, -3, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                World fresh = World.connected();
                fresh.delete("/a");
                fresh.takeLog();
                fresh.answer(xid);
                assertThat(fresh.takeLog())
                        .as("xid %d", xid)
                        .contains("request /a: ConnectionLossException MAYBE_APPLIED", "state SUSPENDED");
            }
        }

        @Test
        void givenTwiceEndTheConnection() {
            world.delete("/a");
            world.delete("/b");
            world.answer(1);
            world.answer(1);
            assertThat(world.effects.states).endsWith(KazooState.SUSPENDED);
        }

        @Test
        void onlyRepliesMoveTheLastTransaction() {
            world.delete("/a");
            world.receive(reply(1, 50, 0));
            world.advanceMillis(3_000);
            world.receive(reply(-2, 60, 0));
            world.receive(World.event(1, "/a"));
            world.delete("/b");
            world.receive(reply(2, -1, World.NO_NODE));
            assertThat(world.engine.lastZxid()).isEqualTo(50);
            world.delete("/c");
            world.receive(reply(3, 70, World.NO_NODE));
            assertThat(world.engine.lastZxid()).as("failures count").isEqualTo(70);
        }

        /** Who sees a value must find its transaction. */
        @Test
        void theTransactionIsPublishedBeforeTheValue() {
            var request = world.delete("/a");
            request.onComplete(Runnable::run, (value, failure) -> world.log.add("seen " + world.engine.lastZxid()));
            world.receive(reply(1, 50, 0));
            assertThat(world.takeLog()).endsWith("seen 50");
        }
    }

    @Nested
    class Lost {
        @Test
        void whatWasSentMayBeAppliedWhatWasNotIsNot() {
            world.delete("/sent");
            world.effects.takesMore = false;
            world.delete("/sent too");
            world.delete("/waits");
            world.takeLog();
            world.lost();
            assertThat(world.takeLog())
                    .containsExactly(
                            "hang up",
                            "request /sent: ConnectionLossException MAYBE_APPLIED",
                            "request /sent too: ConnectionLossException MAYBE_APPLIED",
                            "request /waits: ConnectionLossException NOT_SENT",
                            "state SUSPENDED",
                            "resolve a:2181");
        }

        @Test
        void theStatusIsReplacedBeforeAnybodyIsTold() {
            var request = world.delete("/a");
            request.onComplete(
                    Runnable::run,
                    (value, failure) ->
                            world.log.add("status " + world.engine.status().kazoo() + " "
                                    + world.engine.status().clientId()));
            world.lost();
            assertThat(world.takeLog()).contains("status SUSPENDED null");
        }

        @Test
        void whatIsSubmittedWhileSuspendedWaits() {
            suspended(world);
            var request = world.delete("/a");
            assertThat(request.isDone()).isFalse();
            world.connectAgain();
            assertThat(world.sent()).as("numbers start over").containsExactly(1);
            world.answer(1);
            assertThat(request.isDone()).isTrue();
        }

        @Test
        void whatIsSubmittedWhileSuspendedSurvivesAttemptsInVain() {
            suspended(world);
            var request = world.delete("/a");
            world.resolved(1);
            world.dialFailed();
            world.advanceMillis(1_000);
            world.reach();
            world.lost();
            assertThat(request.isDone()).isFalse();
        }

        @Test
        void whatIsNotStartedRefuses() {
            World idle = setup.world();
            assertThat(idle.delete("/a").failure()).isInstanceOf(ConnectionClosedException.class);
        }

        @Test
        void theMessageNamesThePath() {
            var request = world.delete("/some/path");
            world.lost();
            assertThat(request.failure())
                    .isInstanceOf(ConnectionLossException.class)
                    .hasMessageContaining("/some/path");
        }
    }

    @Nested
    class Limits {
        @Test
        void pendingRequestsAreBounded() {
            setup.maxPending = 5;
            World bounded = setup.world().connect();
            bounded.delete(3);
            bounded.lost();
            bounded.delete(5);
            assertThat(bounded.delete("/more").failure()).isInstanceOf(TooManyRequestsException.class);
            bounded.connectAgain();
            assertThat(bounded.delete("/more").failure())
                    .as("those under way count")
                    .isInstanceOf(TooManyRequestsException.class);
            bounded.answer(1);
            assertThat(bounded.delete("/fits").isDone()).isFalse();
        }

        @Test
        void aRequestTooLargeIsRefusedAndLeavesNoTrace() {
            setup.maxRequestBytes = 100;
            World small = setup.world().connect();
            // 8 bytes of header, 6 of path, 4 and the data, 4 of version
            var fits = small.submit(new SetData("/a", new byte[78], -1));
            var large = small.submit(new SetData("/a", new byte[79], -1));
            assertThat(large.failure()).isInstanceOf(RequestTooLargeException.class);
            var next = small.delete("/b");
            assertThat(small.sent()).containsExactly(1, 2);
            small.receive(reply(1, 1, 0).stat());
            small.answer(2);
            assertThat(fits.failure()).isNull();
            assertThat(next.isDone()).isTrue();
        }

        @Test
        void aRequestThatCannotBeWrittenHarmsNoOther() {
            world.input(() -> {
                world.request(new Delete("/a", -1), null).run();
                Request<?> broken = world.request(new Clumsy(false), null);
                broken.run();
                assertThat(broken.failure()).hasMessage("clumsy");
                world.request(new Delete("/b", -1), null).run();
            });
            assertThat(world.frames()).hasSize(2).allMatch(frame -> frame.remaining() == 18);
        }

        /** More would only fill buffers: servers stop reading at about a thousand. */
        @Test
        void aThousandAreUnderWayAtTheMost() {
            List<Request<@Nullable Void>> requests = world.delete(1500);
            List<Integer> sent = new java.util.ArrayList<>(world.sent());
            for (int xid = 1; xid <= 1500; xid++) {
                world.answer(xid);
                sent.addAll(world.sent());
                assertThat(sent.size()).isLessThanOrEqualTo(xid + 1024);
            }
            assertThat(sent).isEqualTo(IntStream.rangeClosed(1, 1500).boxed().toList());
            assertThat(requests).allMatch(Request::isDone);
        }
    }

    @Nested
    class Cancelled {
        @Test
        void whileItWaitsItIsNeverSent() {
            suspended(world);
            Request<?> request = world.delete("/a");
            world.delete("/b");
            request.cancel();
            world.connectAgain();
            assertThat(world.sent()).containsExactly(1);
            assertThat(request.failure()).isInstanceOf(CancelledException.class);
        }

        @Test
        void whileItIsUnderWayItsAnswerIsIgnored() {
            Request<?> request = world.submit(new GetData("/a", true), event -> world.log.add("called"));
            request.cancel();
            world.receive(reply(1, 5, 0).buffer().stat());
            assertThat(request.failure()).isInstanceOf(CancelledException.class);
            world.receive(World.event(3, "/a"));
            assertThat(world.effects.events).as("nobody waits for its watch").isEmpty();
        }
    }

    @Nested
    class Watches {
        @Test
        void areSetByAnswersAndFireOnce() {
            world.watch("/a", 1, event -> {});
            world.takeLog();
            world.receive(World.event(3, "/a"));
            world.receive(World.event(3, "/a"));
            assertThat(world.takeLog()).containsExactly("event CHANGED /a CONNECTED");
            assertThat(world.effects.events.get(0).zxid()).isEqualTo(5);
        }

        @Test
        void areNotSetByFailures() {
            world.submit(new GetData("/a", true), event -> {});
            world.receive(reply(1, 5, World.NO_NODE));
            world.receive(World.event(1, "/a"));
            assertThat(world.effects.events).isEmpty();
        }

        @Test
        void onNodesThatAreNotThereWaitForTheirCreation() {
            var exists = world.submit(new Exists("/a", true), event -> {});
            world.receive(reply(1, 5, World.NO_NODE));
            assertThat(exists.getNow()).isEmpty();
            world.receive(World.event(1, "/a"));
            assertThat(world.takeLog()).endsWith("event CREATED /a CONNECTED");
        }

        @Test
        void speakOfPathsBelowTheChroot() {
            setup.hosts = "a:1/root";
            World rooted = setup.world().connect();
            rooted.watch("/root/a", 1, event -> {});
            rooted.receive(World.event(2, "/root/a"));
            assertThat(rooted.takeLog()).endsWith("event DELETED /a CONNECTED");
        }

        /** A recipe relies on it: the event, then the reply that reveals the new state. */
        @Test
        void fireInTheOrderOfTheWire() {
            world.watch("/a", 1, event -> {});
            world.delete("/b");
            world.takeLog();
            world.receive(wire().then(World.event(3, "/a").frame())
                    .then(reply(2, 20, 0).frame())
                    .bytes());
            assertThat(world.takeLog()).containsExactly("event CHANGED /a CONNECTED", "request /b: done");
        }

        @Test
        void ofAKindThatNobodyKnowsEndTheConnection() {
            world.receive(World.event(9, "/a"));
            assertThat(world.effects.states).endsWith(KazooState.SUSPENDED);
        }
    }

    /** An operation with a defect, in writing or in reading. */
    private record Clumsy(boolean canWrite) implements Operation<@Nullable Void> {
        @Override
        public int opCode() {
            return 2;
        }

        @Override
        public @Nullable String path() {
            return null;
        }

        @Override
        public void write(JuteWriter out) {
            out.writeInt(1);
            if (!canWrite) {
                throw new IllegalStateException("clumsy");
            }
        }

        @Override
        public @Nullable Void read(JuteReader in) {
            throw new IllegalStateException("clumsy");
        }
    }
}
