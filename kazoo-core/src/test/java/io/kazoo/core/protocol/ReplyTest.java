package io.kazoo.core.protocol;

import static io.kazoo.core.Wire.wire;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kazoo.Acl;
import io.kazoo.CreateMode;
import io.kazoo.CreatedNode;
import io.kazoo.EventType;
import io.kazoo.Id;
import io.kazoo.NodeAcls;
import io.kazoo.NodeChildren;
import io.kazoo.NodeData;
import io.kazoo.ZnodeStat;
import io.kazoo.core.Wire;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.MalformedException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is received, from bytes written down by hand. */
class ReplyTest {
    private static final ZnodeStat STAT = new ZnodeStat(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    private static final int NO_NODE = -101;

    private static JuteReader in(Wire wire) {
        return new JuteReader().over(wire.readable());
    }

    @Nested
    class Operations {
        @Test
        void statFieldByField() {
            ZnodeStat stat = new SetData("/a", null, 0).read(in(wire().stat()));
            assertThat(stat).isEqualTo(STAT);
            assertThat(stat.pzxid()).isEqualTo(11);
            assertThat(stat.ephemeralOwner()).isEqualTo(8);
        }

        @Test
        void statWithTheLargestAndSmallestNumbers() {
            String hex = "7fffffffffffffff 8000000000000000 ffffffffffffffff 0000000000000000"
                    + "7fffffff 80000000 ffffffff ff00000000000001 00000000 00000000 00000000ffffffff";
            assertThat(new SetAcl("/a", List.of(), 0).read(in(wire().hex(hex))))
                    .isEqualTo(new ZnodeStat(
                            Long.MAX_VALUE,
                            Long.MIN_VALUE,
                            -1,
                            0,
                            Integer.MAX_VALUE,
                            Integer.MIN_VALUE,
                            -1,
                            0xff00000000000001L,
                            0,
                            0,
                            0xffffffffL));
        }

        @Test
        void getData() {
            NodeData read =
                    new GetData("/a", false).read(in(wire().buffer((byte) 7).stat()));
            assertThat(read.data()).containsExactly(7);
            assertThat(read.stat()).isEqualTo(STAT);
        }

        @Test
        void noDataIsNotEmptyData() {
            assertThat(new GetData("/a", false).read(in(wire().i32(-1).stat())).data())
                    .isNull();
            assertThat(new GetData("/a", false).read(in(wire().i32(0).stat())).data())
                    .isEmpty();
        }

        @Test
        void exists() {
            assertThat(new Exists("/a", false).read(in(wire().stat()))).contains(STAT);
        }

        @Test
        void createTakesTheChrootOff() {
            assertThat(create("").read(in(wire().text("/c/a")))).isEqualTo("/c/a");
            assertThat(create("/c").read(in(wire().text("/c/a")))).isEqualTo("/a");
            assertThat(create("/c").read(in(wire().text("/c")))).isEqualTo("/");
            assertThat(create("/c").read(in(wire().text("/cd")))).isEqualTo("/cd");
            assertThat(new Sync("/c/ä", "/c").read(in(wire().text("/c/ä")))).isEqualTo("/ä");
        }

        @Test
        void create2() {
            CreatedNode read = new Create2("/c/a", null, List.of(), CreateMode.PERSISTENT_SEQUENTIAL, "/c")
                    .read(in(wire().text("/c/a0000000001").stat()));
            assertThat(read).isEqualTo(new CreatedNode("/a0000000001", STAT));
        }

        @Test
        void children() {
            Wire names = wire().i32(3).text("b").text("ä€😀").text("");
            assertThat(new GetChildren("/", false).read(in(names))).containsExactly("b", "ä€😀", "");
            assertThat(new GetChildren2("/", false).read(in(names.stat())))
                    .isEqualTo(new NodeChildren(List.of("b", "ä€😀", ""), STAT));
            assertThat(new GetChildren2("/", false).read(in(wire().i32(-1).stat())))
                    .isEqualTo(new NodeChildren(List.of(), STAT));
        }

        @Test
        void acls() {
            Wire wire = wire().i32(2)
                    .i32(31)
                    .text("world")
                    .text("anyone")
                    .i32(1)
                    .text("digest")
                    .text("u:h");
            assertThat(new GetAcl("/a").read(in(wire.stat())))
                    .isEqualTo(new NodeAcls(
                            List.of(new Acl(31, new Id("world", "anyone")), new Acl(1, new Id("digest", "u:h"))),
                            STAT));
        }

        @Test
        void operationsWithoutAnAnswer() {
            assertThat(new Delete("/a", 0).read(in(wire()))).isNull();
            assertThat(new CloseSession().read(in(wire()))).isNull();
        }

        /** What comes behind the known fields is how the protocol grows. */
        @Test
        void moreBytesThanKnownAreIgnored() {
            assertThat(new SetData("/a", null, 0).read(in(wire().stat().i64(99))))
                    .isEqualTo(STAT);
        }

        private static Create create(String chroot) {
            return new Create("/c/a", null, List.of(), CreateMode.PERSISTENT, chroot);
        }
    }

    @Nested
    class Errors {
        @Test
        void noNodeIsAnAnswerToExistsOnly() {
            assertThat(new Exists("/a", false).accepts(NO_NODE)).isTrue();
            assertThat(new Exists("/a", false).onAccepted(NO_NODE)).isEmpty();
            assertThat(new Exists("/a", false).accepts(-102)).isFalse();
            assertThat(new GetData("/a", false).accepts(NO_NODE)).isFalse();
            assertThatThrownBy(() -> new GetData("/a", false).onAccepted(NO_NODE))
                    .isInstanceOf(IllegalStateException.class);
        }

        @Test
        void whichTableAWatchGoesTo() {
            assertThat(new Exists("/a", true).watchSetBy(0)).isEqualTo(WatchKind.DATA);
            assertThat(new Exists("/a", true).watchSetBy(NO_NODE)).isEqualTo(WatchKind.EXIST);
            assertThat(new GetData("/a", true).watchSetBy(0)).isEqualTo(WatchKind.DATA);
            assertThat(new GetChildren("/a", true).watchSetBy(0)).isEqualTo(WatchKind.CHILD);
            assertThat(new GetChildren2("/a", true).watchSetBy(0)).isEqualTo(WatchKind.CHILD);
            assertThat(new Delete("/a", 0).watchSetBy(0)).isNull();
        }
    }

    @Nested
    class Connect {
        private static final String PASSWORD = "000102030405060708090a0b0c0d0e0f";

        @Test
        void withTheFlagOfNewerServers() {
            ConnectResponse read = ConnectResponse.read(
                    in(wire().hex("00000000 00009c40 0123456789abcdef 00000010" + PASSWORD + "00")));
            assertThat(read.timeoutMillis()).isEqualTo(40_000);
            assertThat(read.sessionId()).isEqualTo(0x0123456789abcdefL);
            assertThat(read.password()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
            assertThat(read.expired()).isFalse();
        }

        @Test
        void withoutIt() {
            ConnectResponse read =
                    ConnectResponse.read(in(wire().hex("00000000 00009c40 0123456789abcdef 00000010" + PASSWORD)));
            assertThat(read.sessionId()).isEqualTo(0x0123456789abcdefL);
        }

        @ParameterizedTest
        @ValueSource(strings = {"00000000", "ffffffff", "80000000"})
        void noTimeoutMeansExpired(String timeout) {
            assertThat(ConnectResponse.read(
                                    in(wire().hex("00000000" + timeout + "0000000000000000 00000010" + PASSWORD)))
                            .expired())
                    .isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "00000000 00009c40 0123456789abcd",
                    "00000000 00009c40 0123456789abcdef ffffffff",
                    "00000000 00009c40 0123456789abcdef 00000000",
                    "00000000 00009c40 0123456789abcdef 00000003 010203",
                    "00000000 00009c40 0123456789abcdef 00000010 0001020304"
                })
        void malformed(String hex) {
            assertThatThrownBy(() -> ConnectResponse.read(in(wire().hex(hex)))).isInstanceOf(MalformedException.class);
        }
    }

    @Nested
    class Events {
        @ParameterizedTest
        @CsvSource({"1,CREATED", "2,DELETED", "3,CHANGED", "4,CHILD"})
        void types(int type, EventType expected) {
            assertThat(WireEvent.read(in(wire().i32(type).i32(3).text("/a/ä"))))
                    .isEqualTo(new WireEvent(expected, "/a/ä"));
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, 0, 5, 6, 7, Integer.MAX_VALUE})
        void thatNobodyCanHaveAskedFor(int type) {
            assertThatThrownBy(() -> WireEvent.read(in(wire().i32(type).i32(3).text("/a"))))
                    .isInstanceOf(MalformedException.class);
        }

        @Test
        void cutOff() {
            assertThatThrownBy(() -> WireEvent.read(in(wire().i32(1).i32(3).hex("00000002 2f"))))
                    .isInstanceOf(MalformedException.class);
        }
    }
}
