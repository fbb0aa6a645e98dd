package io.kazoo.core.engine;

import static io.kazoo.core.Wire.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.NodeData;
import io.kazoo.TransactionResult;
import io.kazoo.core.protocol.Delete;
import io.kazoo.core.protocol.GetData;
import io.kazoo.core.protocol.Multi;
import io.kazoo.core.protocol.SetData;
import io.kazoo.exceptions.Outcome;
import io.kazoo.exceptions.ReplyTooLargeException;
import io.kazoo.exceptions.RequestTimeoutException;
import io.kazoo.exceptions.TooManyRequestsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What bounds a request: its own time, the room in the queue, the length of its reply. */
class RequestLimitsTest {
    private final Setup setup = new Setup();

    @Nested
    class Time {
        private World world = setup.world().connect();

        private Request<@Nullable Void> delete(String path, long millis) {
            Request<@Nullable Void> request = new TimedRequest<>(
                            world.engine, Inline.LANE, new Delete(path, -1), null, "")
                    .until(world.now + Duration.ofMillis(millis).toNanos());
            world.input(request);
            return request;
        }

        private void assertTimedOut(Request<?> request, Outcome outcome) {
            assertThat(request.failure())
                    .isInstanceOfSatisfying(
                            RequestTimeoutException.class,
                            e -> assertThat(e.outcome()).isEqualTo(outcome));
        }

        @Test
        void theLateReplyIsDiscardedAndTheConnectionKept() {
            Request<?> late = delete("/late", 500);
            Request<?> other = world.delete("/other");
            assertThat(world.untilDeadline()).isEqualTo(500);
            world.advanceMillis(499);
            assertThat(late.isDone()).isFalse();
            world.advanceMillis(1);
            assertTimedOut(late, Outcome.MAYBE_APPLIED);
            assertThat(late.failure()).hasMessageContaining("/late");
            world.answer(1);
            world.answer(2);
            assertThat(other.failure()).isNull();
            assertThat(other.isDone() && world.effects.isConnected()).isTrue();
        }

        @Test
        void whoRunsOutOfTimeWhileItWaitsIsNeverSent() {
            world.advanceMillis(2_000);
            world.lost();
            Request<?> waiting = delete("/waiting", 100);
            world.advanceMillis(100);
            assertTimedOut(waiting, Outcome.NOT_SENT);
            world.connectAgain();
            assertThat(world.sent()).isEmpty();
        }

        @Test
        void whatIsSettledNeedsNoTimer() {
            Request<?> answered = delete("/a", 500);
            Request<?> cancelled = delete("/b", 600);
            world.answer(1);
            cancelled.cancel();
            assertThat(world.untilDeadline()).as("the ping").isEqualTo(3_000);
            assertThat(answered.failure()).isNull();
        }

        @Test
        void theSoonestComesFirst() {
            List<Request<?>> requests = new ArrayList<>();
            for (int millis : new int[] {700, 300, 900, 500}) {
                requests.add(delete("/" + millis, millis));
            }
            world.advanceMillis(600);
            assertThat(requests.stream().map(Request::isDone)).containsExactly(false, true, false, true);
            assertThat(world.untilDeadline()).isEqualTo(100);
        }

        @Test
        void aLostConnectionIsNoReasonToWaitForTheDeadline() {
            Request<?> lost = delete("/a", 500);
            world.lost();
            assertThat(lost.isDone()).isTrue();
            world.stop();
            assertThat(world.isAwaiting()).as("nothing is left behind").isFalse();
            assertThat(delete("/b", 500).isDone()).isTrue();
            assertThat(world.isAwaiting()).isFalse();
        }

        /** A long deadline must not keep what was answered long ago. */
        @Test
        void requestsThatAreSettledDoNotPileUp() {
            Deadlines deadlines = new Deadlines();
            for (int i = 0; i < 100_000; i++) {
                TimedRequest<?> request = new TimedRequest<>(world.engine, Inline.LANE, new Delete("/a", -1), null, "")
                        .until(world.now + i);
                deadlines.add(request);
                request.cancel();
            }
            assertThat(deadlines.size()).isLessThan(200);
        }
    }

    @Nested
    class Room {
        @Test
        void whatWasCancelledMakesRoom() {
            setup.maxPending = 3;
            World world = setup.world().connect();
            world.advanceMillis(2_000);
            world.lost();
            List<Request<@Nullable Void>> waiting = world.delete(3);
            assertThat(world.delete("/more").failure())
                    .isInstanceOf(TooManyRequestsException.class)
                    .hasMessageContaining("maxPending");
            waiting.get(1).cancel();
            assertThat(world.delete("/fits").isDone()).isFalse();
            assertThat(world.delete("/more").failure()).isInstanceOf(TooManyRequestsException.class);
            world.connectAgain();
            assertThat(world.sent()).hasSize(3);
        }
    }

    /** About how many bytes wait. */
    @Nested
    class Weight {
        private Request<?> set(World world, int bytes) {
            return world.submit(new SetData("/a", new byte[bytes], -1));
        }

        @Test
        void isBoundedWithoutAConnection() {
            setup.maxPendingBytes = 1_000;
            World world = setup.world().connect();
            world.advanceMillis(2_000);
            world.lost();
            Request<?> first = set(world, 400);
            Request<?> second = set(world, 400);
            assertThat(set(world, 400).failure())
                    .isInstanceOf(TooManyRequestsException.class)
                    .hasMessageContaining("maxPendingBytes");
            assertThat(world.submit(Multi.transaction(List.of(part(200), part(200)), ""))
                            .failure())
                    .isInstanceOf(TooManyRequestsException.class);
            first.cancel();
            Request<?> third = set(world, 400);
            assertThat(third.isDone()).isFalse();
            assertThat(set(world, 400).isDone()).isTrue();
            world.connectAgain();
            assertThat(world.sent()).hasSize(2);
            world.lost();
            assertThat(second.isDone() && third.isDone()).isTrue();
            assertThat(set(world, 800).isDone()).as("the queue is empty").isFalse();
        }

        private Multi.Part<?, TransactionResult> part(int bytes) {
            return new Multi.Part<>(new SetData("/a", new byte[bytes], -1), TransactionResult.Changed::new);
        }

        @Test
        void oneAloneMayWeighMore() {
            setup.maxPendingBytes = 1_000;
            World world = setup.world().connect();
            world.advanceMillis(2_000);
            world.lost();
            assertThat(set(world, 2_000).isDone()).isFalse();
            assertThat(world.delete("/a").failure()).isInstanceOf(TooManyRequestsException.class);
        }

        @Test
        void doesNotMatterToWhatIsSentAtOnce() {
            setup.maxPendingBytes = 100;
            World world = setup.world().connect();
            assertThat(set(world, 400).isDone()).isFalse();
            assertThat(set(world, 400).isDone()).isFalse();
            assertThat(world.sent()).hasSize(2);
        }
    }

    @Nested
    class Length {
        @Test
        void aReplyThatIsTooLongFailsItsOwnRequestOnly() {
            setup.maxReplyBytes = 1_000;
            World world = setup.world().connect();
            Request<NodeData> long1 = world.submit(new GetData("/long", false));
            Request<NodeData> short2 = world.submit(new GetData("/short", false));
            byte[] frame = reply(1, 7, 0).buffer(new byte[2_000]).stat().frame();
            for (int at = 0; at < frame.length; at += 300) {
                world.receive(java.util.Arrays.copyOfRange(frame, at, Math.min(frame.length, at + 300)));
            }
            assertThat(long1.failure())
                    .isInstanceOf(ReplyTooLargeException.class)
                    .hasMessageContaining("/long")
                    .hasMessageContaining("1000");
            assertThat(world.engine.lastZxid()).isEqualTo(7);
            world.receive(reply(2, 8, 0).buffer((byte) 1).stat());
            assertThat(short2.isDone()).isTrue();
            assertThat(short2.failure()).isNull();
        }

        /** What nobody asked for is no reply: the stream is not what it should be. */
        @Test
        void aLongFrameThatNobodyAskedForEndsTheConnection() {
            setup.maxReplyBytes = 1_000;
            for (int xid : new int[] {2, -1, -2, 0}) {
                World world = setup.world().connect();
                world.delete("/a");
                world.receive(reply(xid, 7, 0).then(new byte[2_000]));
                assertThat(world.effects.isConnected()).as("xid %d", xid).isFalse();
            }
        }

        @Test
        void aHandshakeThatIsTooLongEndsTheConnection() {
            setup.maxReplyBytes = 1_000;
            World world = setup.world();
            world.start();
            world.reach();
            world.receive(reply(0, 7, 0).then(new byte[2_000]));
            assertThat(world.effects.isConnected()).isFalse();
        }
    }
}
