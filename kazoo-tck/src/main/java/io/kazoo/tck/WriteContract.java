package io.kazoo.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.KazooClient;
import io.kazoo.NodeOperations;
import io.kazoo.ZnodeStat;
import io.kazoo.exceptions.BadVersionException;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.exceptions.NotEmptyException;
import io.kazoo.exceptions.RequestTooLargeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changing and deleting nodes, and how large a request may be. */
public abstract class WriteContract extends ClientContract {
    private static final byte[] DATA = "data".getBytes(UTF_8);
    private static final int MIB = 1 << 20;

    private KazooClient client;

    /** For subclasses. */
    protected WriteContract() {}

    @BeforeEach
    void start() {
        client = startClient();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT073")
    void setReturnsTheNewMetadata(Face face) {
        client.create("/a", DATA);
        ZnodeStat stat = on(face).set("/a", "new".getBytes(UTF_8));
        assertThat(on(face).get("/a").data()).asString(UTF_8).isEqualTo("new");
        assertThat(on(face).get("/a").stat()).isEqualTo(stat);
        assertThat(stat.version()).isEqualTo(1);
        assertThat(on(face).set("a", DATA).version()).as("a relative path").isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT074")
    void nullDataStaysNull(Face face) {
        client.create("/a", DATA);
        on(face).set("/a", null);
        assertThat(on(face).get("/a").data()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT075")
    void emptyDataStaysEmpty(Face face) {
        client.create("/a", DATA);
        on(face).set("/a", new byte[0]);
        assertThat(on(face).get("/a").data()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anotherVersionIsAnError(Face face) {
        client.create("/a", DATA);
        assertThatExceptionOfType(BadVersionException.class).isThrownBy(() -> on(face).set("/a", DATA, 7));
        assertThatExceptionOfType(BadVersionException.class).isThrownBy(() -> on(face).delete("/a", 7));
        assertThat(on(face).set("/a", DATA, 0).version()).isEqualTo(1);
        on(face).delete("/a", 1);
        assertThatExceptionOfType(NoNodeException.class).isThrownBy(() -> on(face).set("/a", DATA));
        assertThatExceptionOfType(NoNodeException.class).isThrownBy(() -> on(face).delete("/a"));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT066")
    @Tag("KT150")
    void whatWasCreatedCanBeDeleted(Face face) {
        on(face).create("/a", DATA);
        assertThat(on(face).get("/a").data()).isEqualTo(DATA);
        on(face).delete("/a");
        assertThat(on(face).exists("/a")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT077")
    void aDeletedNodeLeavesItsParent(Face face) {
        on(face).ensurePath("/a/b");
        assertThat(on(face).getChildren("/a")).containsExactly("b");
        on(face).delete("/a/b");
        assertThat(on(face).getChildren("/a")).doesNotContain("b");
    }

    @ParameterizedTest
    @EnumSource
    void aParentCannotBeDeleted(Face face) {
        on(face).ensurePath("/a/b");
        assertThatExceptionOfType(NotEmptyException.class).isThrownBy(() -> on(face).delete("/a"));
        assertThat(on(face).exists("/a/b")).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT078")
    void aWholeTreeCanBeDeleted(Face face) {
        on(face).ensurePath("/a/b/c/d");
        for (int i = 0; i < 50; i++) {
            on(face).create("/a/b/", DATA, CreateOptions.of(CreateMode.PERSISTENT_SEQUENTIAL));
        }
        on(face).ensurePath("/keep");
        on(face).deleteRecursive("/a");
        assertThat(on(face).getChildren("/")).containsExactly("keep");
        on(face).deleteRecursive("/a");
        on(face).deleteRecursive("/never/was");
    }

    @Test
    @Tag("KT076")
    @Tag("KT079")
    void nullIsRefusedInTheCall() {
        client.create("/a", DATA);
        assertThatNullPointerException().isThrownBy(() -> client.set(nothing(), DATA));
        assertThatNullPointerException().isThrownBy(() -> client.delete(nothing()));
        assertThatNullPointerException().isThrownBy(() -> client.deleteRecursive(nothing()));
        assertThatNullPointerException().isThrownBy(() -> client.async().set(nothing(), DATA));
        assertThatNullPointerException().isThrownBy(() -> client.async().delete(nothing()));
        assertThatNullPointerException().isThrownBy(() -> client.async().deleteRecursive(nothing()));
        assertThatIllegalArgumentException().isThrownBy(() -> client.set("/a/../b", DATA));
        assertThatIllegalArgumentException().isThrownBy(() -> client.delete("/a/.."));
        assertThatIllegalArgumentException().isThrownBy(() -> client.deleteRecursive("../a"));
        assertThat(client.get("/a").stat().version()).as("nothing was sent").isZero();
    }

    /** kazoo sends what is too large and loses the connection; here it is refused before it is sent. */
    @ParameterizedTest
    @EnumSource
    @Tag("KT043")
    void aRequestOverTheLimitIsRefusedAndHarmsNothing(Face face) {
        on(face).create("/large", new byte[MIB / 2]);
        assertThat(on(face).get("/large").data()).hasSize(MIB / 2);
        long session = client.clientId().orElseThrow().sessionId();
        Events<Object> states = new Events<>();
        client.addListener(states::add);
        assertThatExceptionOfType(RequestTooLargeException.class)
                .isThrownBy(() -> on(face).create("/too-large", new byte[2 * MIB]));
        assertThatExceptionOfType(RequestTooLargeException.class)
                .isThrownBy(() -> on(face).set("/large", new byte[2 * MIB]));
        assertThat(on(face).exists("/too-large")).isEmpty();
        assertThat(client.clientId().orElseThrow().sessionId()).isEqualTo(session);
        assertThat(states.all()).as("the connection was kept").isEmpty();
    }

    /** The server counts the whole frame, so the limit is a matter of single bytes. */
    @ParameterizedTest
    @ValueSource(ints = {2048, 4096})
    void theLimitIsExact(int limit) {
        KazooClient limited = startClient(builder -> builder.maxRequestBytes(limit));
        client.create("/a");
        int header = 8;
        int path = 4 + (chroot() + "/a").getBytes(UTF_8).length;
        int version = 4;
        int largest = limit - header - path - 4 - version;
        assertThat(limited.set("/a", new byte[largest]).dataLength()).isEqualTo(largest);
        assertThatExceptionOfType(RequestTooLargeException.class)
                .isThrownBy(() -> limited.set("/a", new byte[largest + 1]));
        assertThatExceptionOfType(RequestTooLargeException.class)
                .as("a path counts too")
                .isThrownBy(() -> limited.exists("/" + "x".repeat(limit)));
        assertWorks(limited);
    }

    private NodeOperations on(Face face) {
        return face.of(client);
    }
}
