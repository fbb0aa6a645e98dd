package io.kazoo.core.engine;

import static io.kazoo.core.Wire.digits;
import static io.kazoo.core.Wire.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.WatchMode;
import io.kazoo.WatchType;
import io.kazoo.Watcher;
import io.kazoo.core.Wire;
import io.kazoo.core.protocol.AddWatch;
import io.kazoo.core.protocol.Exists;
import io.kazoo.core.protocol.GetChildren;
import io.kazoo.core.protocol.GetData;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Watches that stay, and that no watch is left on the server of which nobody wants to hear. */
class WatchesTest {
    private static final int SET_WATCHES = -8;
    private static final int REMOVE_WATCHES = 18;
    private static final int UNIMPLEMENTED = -6;
    private static final int NO_WATCHER = -121;
    private static final int MARSHALLING_ERROR = -5;

    private final World world = World.connected();
    private final List<String> one = new ArrayList<>();
    private final List<String> two = new ArrayList<>();
    private final Watcher first = event -> one.add(event.type() + " " + event.path());
    private final Watcher second = event -> two.add(event.type() + " " + event.path());

    private void addWatch(int xid, String path, WatchMode mode, Watcher watcher) {
        world.submit(new AddWatch(path, mode), watcher);
        world.receive(reply(xid, 5, 0).i32(0));
        world.sent();
    }

    /** Reads with a watch, which is answered. */
    private void watch(int xid, String path, Watcher watcher) {
        world.watch(path, xid, watcher);
        world.sent();
    }

    /** The removals that were sent since the last call, without the number of the request. */
    private List<String> removals() {
        List<String> removals = new ArrayList<>();
        for (ByteBuffer frame : world.frames()) {
            frame.getInt();
            if (frame.getInt() == REMOVE_WATCHES) {
                removals.add(digits(frame));
            }
        }
        return removals;
    }

    private static String removal(String path, int type) {
        return digits(Wire.wire().text(path).i32(type).readable());
    }

    @Nested
    class Persistent {
        @Test
        void hearsAgainAndAgain() {
            addWatch(1, "/a", WatchMode.PERSISTENT, first);
            world.receive(World.event(1, "/a"));
            world.receive(World.event(3, "/a"));
            world.receive(World.event(4, "/a"));
            world.receive(World.event(3, "/a/b"));
            assertThat(one).containsExactly("CREATED /a", "CHANGED /a", "CHILD /a");
            assertThat(world.effects.events).extracting("zxid").containsOnly(5L);
        }

        @Test
        void recursiveHearsOfWhatIsBelow() {
            addWatch(1, "/a", WatchMode.PERSISTENT_RECURSIVE, first);
            world.receive(World.event(1, "/a/b/c"));
            world.receive(World.event(4, "/a"));
            world.receive(World.event(2, "/ab"));
            assertThat(one).containsExactly("CREATED /a/b/c");
        }

        @Test
        void isToldOnceOfWhatAOneShotWatchOfTheSameWatcherSees() {
            addWatch(1, "/a", WatchMode.PERSISTENT, first);
            watch(2, "/a", first);
            watch(3, "/a", second);
            world.receive(World.event(3, "/a"));
            assertThat(one).containsExactly("CHANGED /a");
            assertThat(two).containsExactly("CHANGED /a");
        }

        @Test
        void isSetAgainAndToldThatItMayHaveMissedSomething() {
            addWatch(1, "/a", WatchMode.PERSISTENT, first);
            watch(2, "/d", second);
            world.lost();
            world.reach();
            world.takeLog();
            world.greet();
            assertThat(world.frames().stream().map(Wire::digits).toList())
                    .containsExactly(digits("fffffff8 00000069 000000000000000c"
                            + "00000001 00000002 2f64 00000000 00000000 00000001 00000002 2f61 00000000"));
            assertThat(one).as("not before all is set").isEmpty();
            world.receive(reply(SET_WATCHES, 5, 0));
            assertThat(world.takeLog()).containsExactly("event MAYBE_MISSED /a CONNECTED", "state CONNECTED");
            assertThat(two).as("one-shot watches have missed nothing").isEmpty();
        }

        @Test
        void hearsOfTheEndOfTheSessionOnce() {
            addWatch(1, "/a", WatchMode.PERSISTENT, first);
            addWatch(2, "/a", WatchMode.PERSISTENT_RECURSIVE, first);
            world.stop();
            world.answer(3);
            assertThat(one).containsExactly("NONE null");
        }

        @Test
        void aRequestThatFailedSetsNone() {
            world.submit(new AddWatch("/a", WatchMode.PERSISTENT), first);
            world.receive(reply(1, 5, -102));
            world.receive(World.event(3, "/a"));
            assertThat(one).isEmpty();
        }
    }

    @Nested
    class Removal {
        @Test
        void ofTheLastRemovesTheServers() {
            watch(1, "/a", first);
            var removed = world.unwatch("/a", WatchType.DATA, first);
            assertThat(removals()).containsExactly(removal("/a", 2));
            assertThat(removed.isDone()).as("before the server has answered").isFalse();
            world.receive(reply(2, 5, 0));
            assertThat(removed.getNow()).isTrue();
            world.receive(World.event(3, "/a"));
            assertThat(one).isEmpty();
        }

        @Test
        void ofOneOfTwoKeepsTheServers() {
            watch(1, "/a", first);
            watch(2, "/a", second);
            assertThat(world.unwatch("/a", WatchType.DATA, first).getNow()).isTrue();
            assertThat(world.sent()).isEmpty();
            world.receive(World.event(3, "/a"));
            assertThat(one).isEmpty();
            assertThat(two).hasSize(1);
        }

        @Test
        void ofNobodyIsNoRequest() {
            watch(1, "/a", first);
            assertThat(world.unwatch("/a", WatchType.DATA, second).getNow()).isFalse();
            assertThat(world.unwatch("/b", WatchType.ANY, first).getNow()).isFalse();
            assertThat(world.unwatch("/a", WatchType.CHILDREN, first).getNow()).isFalse();
            assertThat(world.sent()).isEmpty();
        }

        @Test
        void ofAnyTypeIsOneRequestForEach() {
            watch(1, "/a", first);
            world.submit(new GetChildren("/a", true), first);
            world.receive(reply(2, 5, 0).i32(0));
            addWatch(3, "/a", WatchMode.PERSISTENT, first);
            addWatch(4, "/a", WatchMode.PERSISTENT_RECURSIVE, first);
            var removed = world.unwatch("/a", WatchType.ANY, first);
            assertThat(removals())
                    .containsExactlyInAnyOrder(removal("/a", 1), removal("/a", 2), removal("/a", 4), removal("/a", 5));
            world.receive(reply(8, 5, 0));
            world.receive(reply(5, 5, 0));
            world.receive(reply(7, 5, NO_WATCHER));
            assertThat(removed.isDone()).isFalse();
            world.receive(reply(6, 5, 0));
            assertThat(removed.getNow()).isTrue();
        }

        @Test
        void ofEverybody() {
            watch(1, "/a", first);
            watch(2, "/a", second);
            world.unwatch("/a", WatchType.DATA, null);
            assertThat(removals()).containsExactly(removal("/a", 2));
            world.receive(World.event(3, "/a"));
            assertThat(one).isEmpty();
            assertThat(two).isEmpty();
        }

        /** To the server a watch on a missing node is one on its data. */
        @Test
        void ofAWatchOnAMissingNode() {
            world.submit(new Exists("/a", true), first);
            world.receive(reply(1, 5, World.NO_NODE));
            world.unwatch("/a", WatchType.DATA, first);
            assertThat(removals()).containsExactly(removal("/a", 2));
        }

        @Test
        void thatTheServerFiredMeanwhileIsNoFailure() {
            watch(1, "/a", first);
            var removed = world.unwatch("/a", WatchType.DATA, first);
            world.receive(reply(2, 5, NO_WATCHER));
            assertThat(removed.getNow()).isTrue();
        }

        @Test
        void withoutAConnectionIsDoneAtOnce() {
            watch(1, "/a", first);
            world.lost();
            assertThat(world.unwatch("/a", WatchType.DATA, first).getNow()).isTrue();
            world.connectAgain();
            assertThat(world.sent()).as("nothing to set again").isEmpty();
        }

        @Test
        void isDoneByALostConnectionToo() {
            watch(1, "/a", first);
            var removed = world.unwatch("/a", WatchType.DATA, first);
            world.lost();
            assertThat(removed.getNow()).isTrue();
            world.connectAgain();
            assertThat(world.sent()).isEmpty();
        }

        /** The packet that sets it again is on its way already. */
        @Test
        void whileWatchesAreSetAgainFollowsThem() {
            watch(1, "/a", first);
            world.lost();
            world.reach();
            world.greet();
            assertThat(world.sent()).containsExactly(SET_WATCHES);
            world.unwatch("/a", WatchType.DATA, first);
            assertThat(world.sent()).isEmpty();
            world.receive(reply(SET_WATCHES, 5, 0));
            assertThat(removals()).containsExactly(removal("/a", 2));
        }

        /** A server before 3.5 closes the connection for it: once, and nobody else is harmed. */
        @Test
        void onAServerThatCannotIsTriedOnce() {
            watch(1, "/a", first);
            var removed = world.unwatch("/a", WatchType.DATA, first);
            world.receive(reply(2, 5, UNIMPLEMENTED));
            assertThat(removed.getNow()).isTrue();
            world.lost();
            world.connectAgain();
            watch(1, "/b", first);
            assertThat(world.unwatch("/b", WatchType.DATA, first).getNow()).isTrue();
            assertThat(removals()).isEmpty();
        }
    }

    /** ZooKeeper 3.6 to 3.8 have no numbers for the types of watches that stay. */
    @Nested
    class RemovalFromAServerBefore39 {
        @BeforeEach
        void set() {
            addWatch(1, "/a", WatchMode.PERSISTENT, first);
        }

        @Test
        void takesEveryTypeOfThePath() {
            var removed = world.unwatch("/a", WatchType.PERSISTENT, first);
            assertThat(removals()).containsExactly(removal("/a", 4));
            world.receive(reply(2, 5, MARSHALLING_ERROR));
            assertThat(removals()).containsExactly(removal("/a", 3));
            assertThat(removed.getNow()).isTrue();
            world.receive(reply(3, 5, 0));
            assertThat(world.sent()).isEmpty();
        }

        @Test
        void doesNotHarmAnotherWatchOfThePath() {
            WatchesTest.this.watch(2, "/a", second);
            removals();
            world.unwatch("/a", WatchType.PERSISTENT, first);
            world.receive(reply(3, 5, MARSHALLING_ERROR));
            assertThat(removals()).containsExactly(removal("/a", 4));
            world.receive(World.event(3, "/a"));
            assertThat(two).hasSize(1);
        }

        @Test
        void waitsForAnotherWatchThatIsOnItsWay() {
            world.unwatch("/a", WatchType.PERSISTENT, first);
            world.submit(new GetData("/a", true), second);
            world.receive(reply(2, 5, MARSHALLING_ERROR));
            assertThat(removals()).containsExactly(removal("/a", 4));
            world.receive(reply(3, 5, World.NO_NODE));
            assertThat(removals()).containsExactly(removal("/a", 3));
        }

        @Test
        void goesWithTheConnection() {
            world.unwatch("/a", WatchType.PERSISTENT, first);
            world.lost();
            world.connectAgain();
            assertThat(world.sent()).isEmpty();
        }
    }

    /** What is on its way when a watcher is taken off. */
    @Nested
    class OnItsWay {
        @Test
        void theSameWatcherIsTakenBack() {
            var get = world.submit(new GetData("/a", true), first);
            var removed = world.unwatch("/a", WatchType.DATA, first);
            assertThat(removed.getNow()).isTrue();
            world.sent();
            world.receive(reply(1, 5, 0).buffer((byte) 1).stat());
            assertThat(get.isSuccessful()).as("the value is wanted").isTrue();
            assertThat(removals()).as("the watch is not").containsExactly(removal("/a", 2));
            world.receive(World.event(3, "/a"));
            assertThat(one).isEmpty();
        }

        @Test
        void theSameWatcherIsTakenBackBeforeItIsSent() {
            world.lost();
            var get = world.submit(new GetData("/a", true), first);
            assertThat(world.unwatch("/a", WatchType.ANY, first).getNow()).isTrue();
            world.connectAgain();
            world.receive(reply(1, 5, 0).buffer((byte) 1).stat());
            assertThat(get.isSuccessful()).isTrue();
            world.receive(World.event(3, "/a"));
            assertThat(one).isEmpty();
        }

        /** The removal must not take away what another request, sent before it, has just set. */
        @Test
        void anotherWatcherKeepsTheServers() {
            watch(1, "/a", first);
            world.submit(new GetData("/a", true), second);
            assertThat(world.unwatch("/a", WatchType.DATA, first).getNow()).isTrue();
            assertThat(removals()).isEmpty();
            world.receive(reply(2, 5, 0).buffer((byte) 1).stat());
            assertThat(removals()).isEmpty();
            world.receive(World.event(3, "/a"));
            assertThat(two).containsExactly("CHANGED /a");
        }

        @Test
        void anotherWatcherThatFailsLeavesItToTheRemoval() {
            watch(1, "/a", first);
            world.submit(new GetData("/a", true), second);
            world.unwatch("/a", WatchType.DATA, first);
            world.sent();
            world.receive(reply(2, 5, World.NO_NODE));
            assertThat(removals()).containsExactly(removal("/a", 2));
        }

        /** However long requests wait to be sent, and whatever becomes of them: the removal goes before them. */
        @Test
        void anotherWatcherThatWaitsToBeSentComesAfterTheRemoval() {
            watch(1, "/a", first);
            world.effects.takesMore = false;
            world.delete("/congests");
            var waits = world.submit(new GetData("/a", true), second);
            var removed = world.unwatch("/a", WatchType.DATA, first);
            assertThat(removed.isDone()).isFalse();
            waits.cancel();
            world.sent();
            world.writable();
            assertThat(removals()).containsExactly(removal("/a", 2));
        }

        @Test
        void aWatcherSetAfterTheRemovalIsKept() {
            watch(1, "/a", first);
            world.unwatch("/a", WatchType.DATA, first);
            world.submit(new GetData("/a", true), second);
            assertThat(world.sent()).as("the removal goes first").containsExactly(2, 3);
            world.receive(reply(2, 5, 0));
            world.receive(reply(3, 5, 0).buffer((byte) 1).stat());
            assertThat(world.sent()).isEmpty();
            world.receive(World.event(3, "/a"));
            assertThat(two).hasSize(1);
        }

        @Test
        void ofAnotherTypeOrPathDoesNotMatter() {
            watch(1, "/a", first);
            world.submit(new GetChildren("/a", true), second);
            world.submit(new GetData("/b", true), second);
            world.submit(new GetData("/a", false));
            world.unwatch("/a", WatchType.DATA, first);
            assertThat(removals()).containsExactly(removal("/a", 2));
        }
    }

    /** A request that nobody waits for any more has set its watch nevertheless. */
    @Nested
    class Cancelled {
        @Test
        void itsWatchIsRemoved() {
            world.submit(new GetData("/a", true), first).cancel();
            world.sent();
            world.receive(reply(1, 5, 0).buffer((byte) 1).stat());
            assertThat(removals()).containsExactly(removal("/a", 2));
            world.receive(reply(2, 5, 0));
            assertThat(world.effects.isConnected()).isTrue();
        }

        @Test
        void itsWatchIsKeptForOthers() {
            watch(1, "/a", second);
            world.submit(new GetData("/a", true), first).cancel();
            world.sent();
            world.receive(reply(2, 5, 0).buffer((byte) 1).stat());
            assertThat(removals()).isEmpty();
            world.receive(World.event(3, "/a"));
            assertThat(one).isEmpty();
            assertThat(two).hasSize(1);
        }

        @Test
        void anAnswerWithoutAWatchNeedsNoRemoval() {
            world.submit(new GetData("/a", true), first).cancel();
            world.sent();
            world.receive(reply(1, 5, World.NO_NODE));
            assertThat(world.sent()).isEmpty();
        }

        @ParameterizedTest
        @EnumSource
        void neitherModeOfWatchesThatStayIsLeftBehind(WatchMode mode) {
            world.submit(new AddWatch("/a", mode), first).cancel();
            world.sent();
            world.receive(reply(1, 5, 0).i32(0));
            assertThat(removals()).hasSize(1);
        }
    }
}
