package io.kazoo.core.protocol;

import static io.kazoo.core.Wire.digits;
import static io.kazoo.core.Wire.wire;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kazoo.CreateMode;
import io.kazoo.CreatedNode;
import io.kazoo.Id;
import io.kazoo.NodeReadResult;
import io.kazoo.TransactionResult;
import io.kazoo.WatchMode;
import io.kazoo.WatchType;
import io.kazoo.ZnodeStat;
import io.kazoo.core.Wire;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import io.kazoo.core.jute.MalformedException;
import io.kazoo.exceptions.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations that came after ZooKeeper 3.3: what is sent and what is received, byte for byte. */
class LaterOperationsTest {
    private static final byte[] DATA = {1, 2, 3};
    private static final ZnodeStat STAT = new ZnodeStat(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    private static final int NO_WATCHER = -121;

    private static void isSentAs(String hex, Operation<?> operation) {
        JuteWriter out = new JuteWriter();
        Packets.request(out, 1, operation);
        String sent = digits(out.drain());
        assertThat(sent.substring(8)).isEqualTo(digits(hex));
        assertThat(Integer.parseInt(sent.substring(0, 8), 16)).isEqualTo(sent.length() / 2 - 4);
    }

    private static JuteReader in(Wire wire) {
        return new JuteReader().over(wire.readable());
    }

    @Nested
    class Nodes {
        @Test
        void createContainer() {
            CreateContainer create = new CreateContainer("/c/a", DATA, List.of(), "/c");
            isSentAs("00000001 00000013 00000004 2f632f61 00000003 010203 00000000 00000004", create);
            assertThat(create.read(in(wire().text("/c/a").stat()))).isEqualTo(new CreatedNode("/a", STAT));
        }

        @Test
        void createTtl() {
            CreateTtl create = new CreateTtl("/c/a", DATA, List.of(), false, 0x1_0000_0001L, "/c");
            isSentAs("00000001 00000015 00000004 2f632f61 00000003 010203 00000000 00000005 0000000100000001", create);
            isSentAs(
                    "00000001 00000015 00000002 2f61 ffffffff 00000000 00000006 0000000000000001",
                    new CreateTtl("/a", null, List.of(), true, 1, ""));
            assertThat(create.read(in(wire().text("/c/a0000000003").stat())))
                    .isEqualTo(new CreatedNode("/a0000000003", STAT));
        }

        @Test
        void onlyThePathOfAContainer() {
            CreateContainer create = new CreateContainer("/c/a", DATA, List.of(), "/c");
            PathOnly only = new PathOnly(create);
            isSentAs("00000001 00000013 00000004 2f632f61 00000003 010203 00000000 00000004", only);
            assertThat(only.read(in(wire().text("/c/a").stat()))).isEqualTo("/a");
            assertThat(only.path()).isEqualTo("/c/a");
            assertThat(only.since()).isEqualTo(create.since());
        }

        @Test
        void getEphemerals() {
            isSentAs("00000001 00000067 00000002 2f61", new GetEphemerals("/a", ""));
            Wire found = wire().i32(4).text("/c/a").text("/c/ab").text("/c/a/b").text("/c");
            assertThat(new GetEphemerals("/c/a", "/c").read(in(found))).containsExactly("/a", "/a/b");
            assertThat(new GetEphemerals("/c", "/c").read(in(found))).containsExactly("/a", "/ab", "/a/b", "/");
            assertThat(new GetEphemerals("/", "").read(in(found))).containsExactly("/c/a", "/c/ab", "/c/a/b", "/c");
            assertThat(new GetEphemerals("/", "").read(in(wire().i32(-1)))).isEmpty();
        }

        @Test
        void getAllChildrenNumber() {
            isSentAs("00000001 00000068 00000002 2f61", new GetAllChildrenNumber("/a"));
            assertThat(new GetAllChildrenNumber("/a").read(in(wire().i32(7)))).isEqualTo(7);
        }
    }

    @Nested
    class Ensemble {
        @Test
        void reconfig() {
            isSentAs(
                    "00000001 00000010 00000003 612c62 ffffffff ffffffff ffffffffffffffff",
                    new Reconfig("a,b", null, null, -1));
            isSentAs(
                    "00000001 00000010 ffffffff 00000001 33 00000000 0000000000000100",
                    new Reconfig(null, "3", "", 0x100));
            assertThat(new Reconfig(null, null, "x", -1)
                            .read(in(wire().text("config").stat()))
                            .data())
                    .isEqualTo("config".getBytes(StandardCharsets.US_ASCII));
        }

        @Test
        void whoAmI() {
            isSentAs("00000001 0000006b", new WhoAmI());
            assertThat(new WhoAmI()
                            .read(in(wire().i32(2)
                                    .text("ip")
                                    .text("127.0.0.1")
                                    .text("digest")
                                    .text("user"))))
                    .containsExactly(new Id("ip", "127.0.0.1"), new Id("digest", "user"));
        }
    }

    @Nested
    class Watches {
        @ParameterizedTest
        @CsvSource({"CHILDREN,1", "DATA,2", "ANY,3", "PERSISTENT,4", "PERSISTENT_RECURSIVE,5"})
        void typesHaveNumbers(WatchType type, int number) {
            isSentAs("00000001 00000011 00000002 2f61 0000000" + number, new CheckWatches("/a", type));
            isSentAs("00000001 00000012 00000002 2f61 0000000" + number, new RemoveWatches("/a", type));
        }

        /** Before 3.9 a server answers a type without a number with a marshalling error. */
        @ParameterizedTest
        @CsvSource({"CHILDREN,false", "DATA,false", "ANY,false", "PERSISTENT,true", "PERSISTENT_RECURSIVE,true"})
        void typesOfWatchesThatStayAreNewer(WatchType type, boolean newer) {
            for (Operation<?> operation : List.of(new CheckWatches("/a", type), new RemoveWatches("/a", type))) {
                assertThat(operation.isUnknown(-5)).isEqualTo(newer);
                assertThat(operation.isUnknown(-6)).isTrue();
                assertThat(operation.isUnknown(-101)).isFalse();
                assertThat(operation.since()).isEqualTo(newer ? "3.9.0" : "3.5.0");
                assertThat(operation.name()).startsWith(operation.getClass().getSimpleName());
                assertThat(operation.name().endsWith(type.name())).isEqualTo(newer);
            }
        }

        @Test
        void thatThereIsNoneIsAnAnswer() {
            CheckWatches check = new CheckWatches("/a", WatchType.ANY);
            assertThat(check.read(in(wire()))).isTrue();
            assertThat(check.accepts(NO_WATCHER)).isTrue();
            assertThat(check.accepts(-101)).isFalse();
            assertThat(check.onAccepted(NO_WATCHER)).isFalse();
            RemoveWatches remove = new RemoveWatches("/a", WatchType.ANY);
            assertThat(remove.read(in(wire()))).isTrue();
            assertThat(remove.accepts(NO_WATCHER)).isTrue();
            assertThat(remove.accepts(-6)).isFalse();
            assertThat(remove.onAccepted(NO_WATCHER)).isFalse();
        }

        @Test
        void addWatch() {
            AddWatch one = new AddWatch("/a", WatchMode.PERSISTENT);
            AddWatch all = new AddWatch("/a", WatchMode.PERSISTENT_RECURSIVE);
            isSentAs("00000001 0000006a 00000002 2f61 00000000", one);
            isSentAs("00000001 0000006a 00000002 2f61 00000001", all);
            assertThat(one.watchSetBy(0)).isEqualTo(WatchKind.PERSISTENT);
            assertThat(all.watchSetBy(0)).isEqualTo(WatchKind.PERSISTENT_RECURSIVE);
            assertThat(all.read(in(wire().i32(0)))).isNull();
        }
    }

    @Nested
    class Multis {
        private final Multi<TransactionResult> transaction = Multi.transaction(
                List.of(
                        new Multi.Part<>(
                                new Create("/c/a", null, List.of(), CreateMode.PERSISTENT, "/c"),
                                path -> new TransactionResult.Created(path, null)),
                        new Multi.Part<>(new SetData("/c/b", DATA, 4), TransactionResult.Changed::new),
                        new Multi.Part<>(new Delete("/c/d", -1), done -> new TransactionResult.Deleted()),
                        new Multi.Part<>(new Check("/c/e", 9), done -> new TransactionResult.Checked())),
                "/c");

        private static Wire part(Wire wire, int type) {
            return wire.i32(type).i8(0).i32(0);
        }

        private static Wire failed(Wire wire, int error) {
            return wire.i32(-1).i8(0).i32(error).i32(error);
        }

        private static Wire end(Wire wire) {
            return wire.i32(-1).i8(1).i32(-1);
        }

        @Test
        void aTransactionIsSentPartByPart() {
            isSentAs(
                    "00000001 0000000e"
                            + "00000001 00 ffffffff 00000004 2f632f61 ffffffff 00000000 00000000"
                            + "00000005 00 ffffffff 00000004 2f632f62 00000003 010203 00000004"
                            + "00000002 00 ffffffff 00000004 2f632f64 ffffffff"
                            + "0000000d 00 ffffffff 00000004 2f632f65 00000009"
                            + "ffffffff 01 ffffffff",
                    transaction);
            assertThat(transaction.path()).isNull();
        }

        @Test
        void itsResultsAreTyped() {
            Wire body = part(wire(), 1).text("/c/a");
            part(body, 5).stat();
            part(body, 2);
            assertThat(transaction.read(in(end(part(body, 13)))))
                    .containsExactly(
                            new TransactionResult.Created("/a", null),
                            new TransactionResult.Changed(STAT),
                            new TransactionResult.Deleted(),
                            new TransactionResult.Checked());
        }

        @Test
        void oneThatFailedTellsOfEachPart() {
            Wire body = failed(failed(failed(failed(wire(), 0), -103), -2), -2);
            List<TransactionResult> results = transaction.read(in(end(body)));
            assertThat(results)
                    .extracting(result ->
                            ((TransactionResult.Failed) result).failure().code())
                    .containsExactly(
                            ErrorCode.ROLLED_BACK,
                            ErrorCode.BAD_VERSION,
                            ErrorCode.RUNTIME_INCONSISTENCY,
                            ErrorCode.RUNTIME_INCONSISTENCY);
            assertThat(((TransactionResult.Failed) results.get(1)).failure().path())
                    .hasValue("/b");
        }

        /** Asked as create2, answered as create: with the path alone. */
        @Test
        void serversBefore37TellNoMetadata() {
            Multi<TransactionResult> create = Multi.transaction(
                    List.of(new Multi.Part<>(
                            new Create2("/c/a", null, List.of(), CreateMode.PERSISTENT, "/c"),
                            node -> new TransactionResult.Created(node.path(), node.stat()),
                            path -> new TransactionResult.Created(path, null))),
                    "/c");
            assertThat(create.read(in(end(part(wire(), 1).text("/c/a")))))
                    .containsExactly(new TransactionResult.Created("/a", null));
            assertThat(create.read(in(end(part(wire(), 15).text("/c/a").stat()))))
                    .containsExactly(new TransactionResult.Created("/a", STAT));
        }

        /** Asked as createContainer or createTTL, answered as create2. */
        @Test
        void otherKindsOfCreatesAreAnsweredAlike() {
            Multi<TransactionResult> container = Multi.transaction(
                    List.of(new Multi.Part<>(
                            new CreateContainer("/c/a", null, List.of(), "/c"),
                            node -> new TransactionResult.Created(node.path(), node.stat()))),
                    "/c");
            assertThat(container.read(in(end(part(wire(), 15).text("/c/a").stat()))))
                    .containsExactly(new TransactionResult.Created("/a", STAT));
        }

        @Test
        void readsFailOneByOne() {
            Multi<NodeReadResult> reads = Multi.reads(
                    List.of(
                            new Multi.Part<>(new GetData("/c/a", false), NodeReadResult.Data::new),
                            new Multi.Part<>(new GetChildren("/c/b", false), NodeReadResult.Children::new),
                            new Multi.Part<>(new GetData("/c/d", false), NodeReadResult.Data::new)),
                    "/c");
            isSentAs(
                    "00000001 00000016 00000004 00 ffffffff 00000004 2f632f61 00"
                            + "00000008 00 ffffffff 00000004 2f632f62 00"
                            + "00000004 00 ffffffff 00000004 2f632f64 00 ffffffff 01 ffffffff",
                    reads);
            Wire body = part(wire(), 4).text("x").stat();
            part(body, 8).i32(1).text("child");
            List<NodeReadResult> results = reads.read(in(end(failed(body, -101))));
            assertThat(((NodeReadResult.Data) results.get(0)).node().stat()).isEqualTo(STAT);
            assertThat(results.get(1)).isEqualTo(new NodeReadResult.Children(List.of("child")));
            assertThat(((NodeReadResult.Failed) results.get(2)).failure())
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.NO_NODE))
                    .satisfies(failure -> assertThat(failure.path()).hasValue("/d"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "ffffffff 01 ffffffff",
                    "00000002 00 00000000 ffffffff 01 ffffffff",
                    "00000002 00 00000000 00000002 00 00000000 00000002 00 00000000",
                    "00000002 00 00000000 00000002 00 00000000"
                })
        void asManyResultsAsOperations(String hex) {
            Multi<TransactionResult> two = Multi.transaction(
                    List.of(
                            new Multi.Part<>(new Delete("/a", -1), done -> new TransactionResult.Deleted()),
                            new Multi.Part<>(new Delete("/b", -1), done -> new TransactionResult.Deleted())),
                    "");
            assertThatThrownBy(() -> two.read(in(wire().hex(hex)))).isInstanceOf(MalformedException.class);
        }
    }
}
