package io.kazoo.core.protocol;

import static io.kazoo.core.Wire.digits;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.Acl;
import io.kazoo.AuthData;
import io.kazoo.CreateMode;
import io.kazoo.Id;
import io.kazoo.Permissions;
import io.kazoo.core.jute.JuteWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is sent, byte for byte, as ZooKeeper's jute records lay it down. */
class RequestBytesTest {
    private static final byte[] DATA = {1, 2, 3};

    /** Count 1, all permissions, world, anyone. */
    private static final String OPEN = "00000001 0000001f 00000005 776f726c64 00000006 616e796f6e65";

    private static String bytes(Consumer<JuteWriter> write) {
        JuteWriter out = new JuteWriter();
        write.accept(out);
        return digits(out.drain());
    }

    private static void isSentAs(String hex, int xid, Operation<?> operation) {
        String expected = digits(hex);
        JuteWriter out = new JuteWriter();
        int length = Packets.request(out, xid, operation);
        assertThat(digits(out.drain())).isEqualTo(expected);
        assertThat(length).as("length without the length itself").isEqualTo(expected.length() / 2 - 4);
    }

    @Test
    void connectForANewSession() {
        assertThat(bytes(new ConnectRequest(0, 10_000, 0, new byte[16])::write))
                .isEqualTo(digits("0000002d 00000000 0000000000000000 00002710 0000000000000000"
                        + "00000010 00000000000000000000000000000000 00"));
    }

    @Test
    void connectWithAKnownSession() {
        byte[] password = new byte[16];
        for (int i = 0; i < 16; i++) {
            password[i] = (byte) (0xf0 + i);
        }
        assertThat(bytes(new ConnectRequest(0x0102030405060708L, 40_000, 0x1000000000000abcL, password)::write))
                .isEqualTo(digits("0000002d 00000000 0102030405060708 00009c40 1000000000000abc"
                        + "00000010 f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff 00"));
    }

    @Test
    void ping() {
        assertThat(bytes(Packets::ping)).isEqualTo(digits("00000008 fffffffe 0000000b"));
    }

    @Test
    void auth() {
        AuthData auth = new AuthData("digest", "u:p".getBytes(StandardCharsets.UTF_8));
        assertThat(bytes(out -> Packets.auth(out, auth)))
                .isEqualTo(digits("0000001d fffffffc 00000064 00000000 00000006 646967657374 00000003 753a70"));
    }

    @Test
    void setWatches() {
        WatchBatch several = new WatchBatch()
                .add(WatchKind.DATA, "/d")
                .add(WatchKind.CHILD, "/c")
                .add(WatchKind.DATA, "/e");
        assertThat(bytes(out -> several.write(out, 0x77)))
                .isEqualTo(digits("0000002e fffffff8 00000065 0000000000000077"
                        + "00000002 00000002 2f64 00000002 2f65 00000000 00000001 00000002 2f63"));
        WatchBatch one = new WatchBatch().add(WatchKind.EXIST, "/x");
        assertThat(bytes(out -> one.write(out, -1)))
                .isEqualTo(
                        digits("00000022 fffffff8 00000065 ffffffffffffffff 00000000 00000001 00000002 2f78 00000000"));
    }

    /** Only for watches that stay: servers before 3.6 do not know this packet. */
    @Test
    void setWatches2() {
        WatchBatch persistent = new WatchBatch().add(WatchKind.DATA, "/d").add(WatchKind.PERSISTENT, "/p");
        assertThat(bytes(out -> persistent.write(out, 0x77)))
                .isEqualTo(digits("00000030 fffffff8 00000069 0000000000000077"
                        + "00000001 00000002 2f64 00000000 00000000 00000001 00000002 2f70 00000000"));
        WatchBatch recursive = new WatchBatch().add(WatchKind.PERSISTENT_RECURSIVE, "/r");
        assertThat(bytes(out -> recursive.write(out, 0)))
                .isEqualTo(digits("0000002a fffffff8 00000069 0000000000000000"
                        + "00000000 00000000 00000000 00000000 00000001 00000002 2f72"));
    }

    @Test
    void closeSession() {
        isSentAs("00000008 00000007 fffffff5", 7, new CloseSession());
    }

    @Test
    void create() {
        isSentAs(
                "00000034 00000001 00000001 00000002 2f61 00000003 010203" + OPEN + "00000000",
                1,
                new Create("/a", DATA, Acl.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT, ""));
    }

    /** One after the other: the flags of the four modes. */
    @Test
    void createModes() {
        CreateMode[] modes = {
            CreateMode.PERSISTENT,
            CreateMode.EPHEMERAL,
            CreateMode.PERSISTENT_SEQUENTIAL,
            CreateMode.EPHEMERAL_SEQUENTIAL
        };
        for (int flags = 0; flags < modes.length; flags++) {
            isSentAs(
                    "0000001a 00000001 00000001 00000002 2f61 00000000 00000000 0000000" + flags,
                    1,
                    new Create("/a", new byte[0], List.of(), modes[flags], ""));
        }
    }

    @Test
    void createWithoutData() {
        isSentAs(
                "0000001a 00000001 00000001 00000002 2f61 ffffffff 00000000 00000000",
                1,
                new Create("/a", null, List.of(), CreateMode.PERSISTENT, ""));
    }

    @Test
    void create2WithSeveralEntries() {
        List<Acl> acls = List.of(
                new Acl(Permissions.READ, Acl.ANYONE_ID_UNSAFE), new Acl(Permissions.WRITE, new Id("ip", "::1")));
        isSentAs(
                "00000045 7fffffff 0000000f 00000002 2f61 00000003 010203"
                        + "00000002 00000001 00000005 776f726c64 00000006 616e796f6e65"
                        + "00000002 00000002 6970 00000003 3a3a31 00000001",
                Integer.MAX_VALUE,
                new Create2("/a", DATA, acls, CreateMode.EPHEMERAL, "/chroot"));
    }

    @Test
    void delete() {
        isSentAs("00000012 00000002 00000002 00000002 2f61 ffffffff", 2, new Delete("/a", -1));
        isSentAs("00000012 00000002 00000002 00000002 2f61 00000005", 2, new Delete("/a", 5));
    }

    @Test
    void exists() {
        isSentAs("0000000f 00000003 00000003 00000002 2f61 01", 3, new Exists("/a", true));
        isSentAs("0000000f 00000003 00000003 00000002 2f61 00", 3, new Exists("/a", false));
    }

    @Test
    void getData() {
        isSentAs("0000000f 00000004 00000004 00000002 2f61 01", 4, new GetData("/a", true));
        isSentAs("0000000f 00000004 00000004 00000002 2f61 00", 4, new GetData("/a", false));
    }

    @Test
    void pathsAreUtf8() {
        isSentAs("00000015 00000004 00000004 00000008 2f61c3a9e282ac62 00", 4, new GetData("/aé€b", false));
    }

    @Test
    void setData() {
        isSentAs("00000019 00000005 00000005 00000002 2f61 00000003 010203 ffffffff", 5, new SetData("/a", DATA, -1));
        isSentAs("00000016 00000005 00000005 00000002 2f61 ffffffff 00000000", 5, new SetData("/a", null, 0));
        isSentAs("00000016 00000005 00000005 00000002 2f61 00000000 00000000", 5, new SetData("/a", new byte[0], 0));
    }

    @Test
    void getAcl() {
        isSentAs("0000000e 00000006 00000006 00000002 2f61", 6, new GetAcl("/a"));
    }

    @Test
    void setAcl() {
        isSentAs(
                "0000002d 00000007 00000007 00000002 2f61" + OPEN + "00000004",
                7,
                new SetAcl("/a", Acl.OPEN_ACL_UNSAFE, 4));
    }

    @Test
    void getChildren() {
        isSentAs("0000000e 00000008 00000008 00000001 2f 01", 8, new GetChildren("/", true));
        isSentAs("0000000e 00000008 00000008 00000001 2f 00", 8, new GetChildren("/", false));
    }

    @Test
    void getChildren2() {
        isSentAs("0000000e 0000000c 0000000c 00000001 2f 01", 12, new GetChildren2("/", true));
        isSentAs("0000000e 0000000c 0000000c 00000001 2f 00", 12, new GetChildren2("/", false));
    }

    @Test
    void sync() {
        isSentAs("0000000e 00000009 00000009 00000002 2f61", 9, new Sync("/a", ""));
    }
}
