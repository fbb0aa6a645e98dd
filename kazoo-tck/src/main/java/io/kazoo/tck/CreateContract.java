package io.kazoo.tck;

import static io.kazoo.CreateMode.EPHEMERAL;
import static io.kazoo.CreateMode.EPHEMERAL_SEQUENTIAL;
import static io.kazoo.CreateMode.PERSISTENT;
import static io.kazoo.CreateMode.PERSISTENT_SEQUENTIAL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.kazoo.Acl;
import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.CreatedNode;
import io.kazoo.KazooClient;
import io.kazoo.NodeOperations;
import io.kazoo.Permissions;
import io.kazoo.exceptions.BadArgumentsException;
import io.kazoo.exceptions.NoAuthException;
import io.kazoo.exceptions.NoChildrenForEphemeralsException;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.exceptions.NodeExistsException;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Creating nodes: modes, paths, data, parents. */
public abstract class CreateContract extends ClientContract {
    private static final byte[] DATA = "data".getBytes(UTF_8);

    private KazooClient client;

    /** For subclasses. */
    protected CreateContract() {}

    @BeforeEach
    void start() {
        client = startClient();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT033")
    void returnsThePathOfTheNewNode(Face face) {
        assertThat(on(face).create("/a", DATA)).isEqualTo("/a");
        assertThat(on(face).exists("/a")).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT035")
    void nullDataStaysNull(Face face) {
        on(face).create("/a", null);
        assertThat(on(face).get("/a").data()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT036")
    void emptyDataStaysEmpty(Face face) {
        on(face).create("/a", new byte[0]);
        assertThat(on(face).get("/a").data()).isEmpty();
        on(face).create("/b");
        assertThat(on(face).get("/b").data()).as("what create(path) stands for").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT037")
    void namesMayBeInAnyScript(Face face) {
        assertThat(on(face).create("/ascii")).isEqualTo("/ascii");
        assertThat(on(face).create("/\u00e4hm")).isEqualTo("/\u00e4hm");
        assertThat(on(face).create("/\u65e5\u672c")).isEqualTo("/\u65e5\u672c");
        assertThat(on(face).getChildren("/")).containsExactlyInAnyOrder("ascii", "\u00e4hm", "\u65e5\u672c");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT038")
    void theChrootIsInvisible(Face face) {
        assertThat(on(face).create("/a/b", DATA, CreateOptions.of(PERSISTENT).withParents()))
                .isEqualTo("/a/b");
        assertThat(on(face).createWithStat("/c", DATA, CreateOptions.of(PERSISTENT))
                        .path())
                .isEqualTo("/c");
        KazooClient outside = startClient(builder -> builder.hosts(server().address()));
        assertThat(outside.get(chroot() + "/a/b").data()).isEqualTo(DATA);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "/a/../b", "/./a", "a/.."})
    @Tag("KT039")
    void relativeComponentsAreRefusedBeforeSending(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> client.create(path));
        assertThatIllegalArgumentException().isThrownBy(() -> client.async().create(path));
        assertWorks(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/b\u0000", "/b\u001e", "/b\u007f", "/b\ufff0"})
    @Tag("KT039")
    void charactersThatNoNameMayHaveAreRefusedByTheServer(String path) {
        assertThatExceptionOfType(BadArgumentsException.class).isThrownBy(() -> client.create(path));
        assertWorks(client);
    }

    @Test
    @Tag("KT040")
    void nullIsRefusedInTheCall() {
        NodeOperations blocking = client;
        assertThatNullPointerException().isThrownBy(() -> blocking.create(nothing()));
        assertThatNullPointerException().isThrownBy(() -> blocking.create(nothing(), DATA));
        assertThatNullPointerException().isThrownBy(() -> blocking.create("/a", DATA, (CreateMode) nothing()));
        assertThatNullPointerException().isThrownBy(() -> blocking.create("/a", DATA, (CreateOptions) nothing()));
        assertThatNullPointerException()
                .isThrownBy(() -> blocking.createWithStat(nothing(), DATA, CreateOptions.of(PERSISTENT)));
        assertThatNullPointerException().isThrownBy(() -> blocking.ensurePath(nothing()));
        assertThatNullPointerException().isThrownBy(() -> client.async().create(nothing(), DATA));
        assertThatNullPointerException().isThrownBy(() -> client.async().create("/a", DATA, (CreateOptions) nothing()));
        assertThat(blocking.getChildren("/")).as("nothing was sent").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT041")
    void dataComesBackAsItWas(Face face) {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        on(face).create("/a", all);
        assertThat(on(face).get("/a").data()).isEqualTo(all);
    }

    /** Data is bytes: what they mean is for those who read them to know. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "ISO-8859-1"})
    @Tag("KT042")
    void textIsDataInTheCharsetOfWhoeverWritesIt(String charset) {
        byte[] text = "\u00e4hm \u00a7".getBytes(Charset.forName(charset));
        client.create("/a", text);
        assertThat(client.get("/a").data())
                .isEqualTo(text)
                .asString(Charset.forName(charset))
                .isEqualTo("\u00e4hm \u00a7");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT047")
    void anEphemeralNodeBelongsToTheSession(Face face) {
        on(face).create("/a", DATA, EPHEMERAL);
        assertThat(on(face).get("/a").stat().ephemeralOwner())
                .isEqualTo(client.clientId().orElseThrow().sessionId());
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT048")
    void aPersistentNodeBelongsToNobody(Face face) {
        on(face).create("/a", DATA);
        assertThat(on(face).get("/a").stat().ephemeralOwner()).isZero();
        assertThat(on(face).get("/a").stat().ownerSessionId()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT049")
    void anEphemeralNodeHasNoChildren(Face face) {
        on(face).create("/a", DATA, EPHEMERAL);
        assertThatExceptionOfType(NoChildrenForEphemeralsException.class)
                .isThrownBy(() -> on(face).create("/a/b", DATA));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT050")
    void aSequenceHasTenDigits(Face face) {
        on(face).create("/folder", DATA);
        assertThat(on(face).create("/folder/a", DATA, PERSISTENT_SEQUENTIAL)).isEqualTo("/folder/a0000000000");
        assertThat(on(face).create("/folder/a", DATA, PERSISTENT_SEQUENTIAL)).isEqualTo("/folder/a0000000001");
        assertThat(on(face).create("/folder/", DATA, PERSISTENT_SEQUENTIAL))
                .as("a trailing slash: no prefix")
                .isEqualTo("/folder/0000000002");
    }

    @ParameterizedTest
    @EnumSource
    void aTrailingSlashIsDroppedUnlessSequential(Face face) {
        assertThat(on(face).create("/a//", DATA)).isEqualTo("/a");
        assertThat(on(face).create("b", DATA)).as("relative").isEqualTo("/b");
        assertThat(on(face).create("/", DATA, PERSISTENT_SEQUENTIAL)).matches("/\\d{10}");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT051")
    void aNodeCanBeEphemeralAndSequential(Face face) {
        String path = on(face).create("/a", DATA, EPHEMERAL_SEQUENTIAL);
        assertThat(path).isNotEqualTo("/a").matches("/a\\d{10}");
        assertThat(on(face).get(path).stat().ephemeralOwner()).isNotZero();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT052")
    void missingParentsAreCreatedOnRequest(Face face) {
        CreateOptions withParents = CreateOptions.of(EPHEMERAL).withParents();
        assertThat(on(face).create("/1/2/3/4", DATA, withParents)).isEqualTo("/1/2/3/4");
        assertThat(on(face).get("/1/2/3/4").data()).isEqualTo(DATA);
        assertThat(on(face).get("/1/2/3").data()).as("parents are empty").isEmpty();
        assertThat(on(face).get("/1/2/3").stat().ephemeralOwner())
                .as("parents are persistent")
                .isZero();
        assertThatExceptionOfType(NodeExistsException.class)
                .isThrownBy(() -> on(face).create("/1/2/3/4", DATA, withParents));
        assertThat(on(face).create(
                                "/1/2/x/",
                                DATA,
                                CreateOptions.of(PERSISTENT_SEQUENTIAL).withParents()))
                .matches("/1/2/x/\\d{10}");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT053")
    void parentsThatBelongToOthersAreAnError(Face face) {
        KazooClient other = startClient(builder -> builder.auth("digest", "other:pw"));
        other.create("/1", DATA, CreateOptions.of(PERSISTENT).withAcls(Acl.CREATOR_ALL_ACL));
        assertThatExceptionOfType(NoAuthException.class)
                .isThrownBy(() -> on(face).create(
                                "/1/2/3", DATA, CreateOptions.of(PERSISTENT).withParents()));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT054")
    void missingParentsAreAnErrorOtherwise(Face face) {
        assertThatExceptionOfType(NoNodeException.class)
                .isThrownBy(() -> on(face).create("/1/2", DATA))
                .satisfies(e -> assertThat(e.path()).hasValue("/1/2"));
        assertThat(on(face).exists("/1")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT055")
    void aNodeIsCreatedOnce(Face face) {
        on(face).create("/a", DATA);
        assertThatExceptionOfType(NodeExistsException.class)
                .isThrownBy(() -> on(face).create("/a", DATA))
                .satisfies(e -> assertThat(e.path()).hasValue("/a"));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT056")
    void theNewNodesMetadataCanComeWithIt(Face face) {
        CreatedNode created = on(face).createWithStat("/a", DATA, CreateOptions.of(PERSISTENT));
        assertThat(created.stat()).isEqualTo(on(face).get("/a").stat());
        CreatedNode nested = on(face).createWithStat(
                        "/x/y", DATA, CreateOptions.of(EPHEMERAL_SEQUENTIAL).withParents());
        assertThat(nested.path()).matches("/x/y\\d{10}");
        assertThat(nested.stat()).isEqualTo(on(face).get(nested.path()).stat());
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT060")
    void ensurePathTellsWhetherItWasThere(Face face) {
        assertThat(on(face).ensurePath("/1/2/3")).isFalse();
        assertThat(on(face).exists("/1/2/3")).isPresent();
        assertThat(on(face).ensurePath("/1/2/3")).isTrue();
        assertThat(on(face).ensurePath("/1/2/3/4/5")).isFalse();
        assertThat(on(face).ensurePath("/")).isTrue();
        List<Acl> acls = List.of(new Acl(Permissions.READ | Permissions.CREATE, Acl.ANYONE_ID_UNSAFE));
        assertThat(on(face).ensurePath("/p/q", acls)).isFalse();
        assertThat(on(face).getAcls("/p/q").acls()).isEqualTo(acls);
    }

    @Test
    void ensurePathMakesAMissingChroot() {
        KazooClient nested = startClient(builder -> builder.hosts(hosts() + "/not/there"));
        assertThat(nested.exists("/")).isEmpty();
        assertThat(nested.ensurePath("/")).isFalse();
        assertThat(nested.exists("/")).isPresent();
    }

    private NodeOperations on(Face face) {
        return face.of(client);
    }
}
