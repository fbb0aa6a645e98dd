package io.kazoo.core.engine;

import static io.kazoo.core.Wire.reply;
import static io.kazoo.core.Wire.wire;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AuthData;
import io.kazoo.core.Wire;
import io.kazoo.core.protocol.Delete;
import io.kazoo.core.protocol.SetData;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When bytes leave: at once while little is under way, else after the next read, and never later than that. */
class FlushTest {
    /** With more than this under way the reader does the writing. */
    private static final int SHALLOW = 32;

    private static final int FULL_BYTES = 32 * 1024;

    private final World world = World.connected();

    private static List<Integer> range(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    @Nested
    class Shallow {
        @Test
        void eachRequestGoesOutAtOnce() {
            for (int xid = 1; xid <= SHALLOW + 1; xid++) {
                world.delete("/a");
                assertThat(world.sent()).containsExactly(xid);
            }
        }

        @Test
        void aBurstGoesOutInOneWrite() {
            int writes = world.effects.writes;
            world.input(() -> {
                for (int i = 0; i < 20; i++) {
                    world.request(new Delete("/a", -1), null).run();
                }
            });
            assertThat(world.sent()).isEqualTo(range(1, 20));
            assertThat(world.effects.writes).isEqualTo(writes + 1);
        }

        @Test
        void whatReadingFreedGoesOutWithOneWrite() {
            world.delete(3);
            world.sent();
            int writes = world.effects.writes;
            Wire replies = wire();
            for (int xid = 1; xid <= 3; xid++) {
                replies.then(reply(xid, 1, 0).frame());
            }
            long attempt = world.effects.dials.getLast();
            world.input(() -> {
                world.engine.onBytes(attempt, replies.readable(), world.now);
                world.request(new Delete("/x", -1), null).run();
                world.request(new Delete("/y", -1), null).run();
            });
            assertThat(world.sent()).containsExactly(4, 5);
            assertThat(world.effects.writes).isEqualTo(writes + 1);
        }
    }

    @Nested
    class Deep {
        private final List<Request<@Nullable Void>> requests = world.delete(SHALLOW + 1);

        Deep() {
            world.sent();
        }

        @Test
        void requestsWaitForTheNextRead() {
            int writes = world.effects.writes;
            world.delete(10);
            assertThat(world.sent()).isEmpty();
            world.answer(1);
            assertThat(world.sent()).isEqualTo(range(34, 43));
            assertThat(world.effects.writes).isEqualTo(writes + 1);
            assertThat(requests.get(0).isDone()).isTrue();
        }

        @Test
        void anyReadWillDo() {
            byte[] reply = reply(1, 1, 0).frame();
            world.delete("/a");
            world.receive(new byte[] {reply[0]});
            assertThat(world.sent()).containsExactly(34);
            world.delete("/b");
            world.receive(java.util.Arrays.copyOfRange(reply, 1, reply.length));
            assertThat(world.sent()).containsExactly(35);
            world.delete("/c");
            world.receive(World.event(1, "/unknown"));
            assertThat(world.sent()).containsExactly(36);
        }

        @Test
        void aFullBufferIsWrittenAtOnce() {
            world.submit(new SetData("/a", new byte[FULL_BYTES - 100], -1));
            assertThat(world.sent()).isEmpty();
            world.submit(new SetData("/b", new byte[100], -1));
            assertThat(world.sent()).containsExactly(34, 35);
        }

        @Test
        void whatIsNoRequestGoesOutWithTheNextRead() {
            world.addAuth(new AuthData("digest", new byte[] {1}));
            world.receive(World.event(1, "/unknown"));
            assertThat(world.sent()).containsExactly(-4);
        }

        @Test
        void theEndOfTheSessionDoesNotWaitForEver() {
            world.stop();
            world.answer(1);
            assertThat(world.sent()).containsExactly(34);
        }

        @Test
        void answeringEverythingLeavesNothingBehind() {
            world.delete(5);
            Wire replies = wire();
            for (int xid = 1; xid <= SHALLOW + 1; xid++) {
                replies.then(reply(xid, 1, 0).frame());
            }
            world.receive(replies.bytes());
            assertThat(world.sent()).isEqualTo(range(34, 38));
            world.delete("/next");
            assertThat(world.sent()).as("shallow again").containsExactly(39);
        }

        @Test
        void theTickSendsToo() {
            world.delete("/a");
            world.advanceMillis(3_000);
            assertThat(world.sent()).containsExactly(34, -2);
        }
    }

    /** A connection that takes no more for now. */
    @Nested
    class Congested {
        @Test
        void nothingIsSentUntilThereIsRoom() {
            world.effects.takesMore = false;
            world.delete(3);
            assertThat(world.sent()).containsExactly(1);
            world.answer(1);
            assertThat(world.sent()).as("a read makes no room").isEmpty();
            world.writable();
            assertThat(world.sent()).containsExactly(2, 3);
        }

        @Test
        void congestedAgainAndAgain() {
            world.effects.takesMore = false;
            world.delete(4);
            List<Integer> sent = new ArrayList<>(world.sent());
            for (int i = 0; i < 4; i++) {
                long attempt = world.effects.dials.getLast();
                world.input(() -> world.engine.onWritable(attempt));
                sent.addAll(world.sent());
            }
            assertThat(sent).containsExactly(1, 2, 3, 4);
        }

        @Test
        void fullBuffersAreWrittenOneByOneUntilTheConnectionHasEnough() {
            world.input(() -> {
                for (int i = 0; i < 10; i++) {
                    world.request(new SetData("/a", new byte[20_000], -1), null).run();
                }
                world.effects.takesMore = false;
            });
            assertThat(world.sent()).as("two of them fill the buffer").containsExactly(1, 2);
            world.effects.takesMore = true;
            world.writable();
            assertThat(world.sent()).isEqualTo(range(3, 10));
        }

        @Test
        void pingsAreSentAllTheSame() {
            world.effects.takesMore = false;
            world.delete(2);
            world.sent();
            world.advanceMillis(3_000);
            assertThat(world.sent()).containsExactly(-2);
        }

        @Test
        void isOverWithTheConnection() {
            world.effects.takesMore = false;
            world.delete("/a");
            world.lost();
            world.connectAgain();
            world.delete("/b");
            assertThat(world.sent()).containsExactly(1);
        }

        /** Only a failed handshake ends without requests being told. */
        @Test
        void isOverWithTheConnectionEvenBeforeThereWasASession() {
            World fresh = new Setup().world();
            fresh.start();
            fresh.resolved(1, 2);
            fresh.effects.takesMore = false;
            fresh.dialed();
            fresh.lost();
            fresh.dialed();
            fresh.greet();
            fresh.sent();
            fresh.delete("/a");
            assertThat(fresh.sent()).containsExactly(1);
        }

        @Test
        void aLateSignOfTheLastConnectionIsIgnored() {
            long old = world.effects.dials.getLast();
            world.lost();
            world.connectAgain();
            world.effects.takesMore = false;
            world.delete(2);
            assertThat(world.sent()).containsExactly(1);
            world.input(() -> world.engine.onWritable(old));
            assertThat(world.sent()).isEmpty();
        }
    }
}
