package io.kazoo.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.kazoo.Acl;
import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.Id;
import io.kazoo.KazooClient;
import io.kazoo.NodeAcls;
import io.kazoo.NodeOperations;
import io.kazoo.Permissions;
import io.kazoo.ZnodeStat;
import io.kazoo.exceptions.BadVersionException;
import io.kazoo.exceptions.InvalidAclException;
import io.kazoo.exceptions.NoNodeException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Access control lists. */
public abstract class AclContract extends ClientContract {
    private static final byte[] DATA = "data".getBytes(UTF_8);
    private static final Acl USER = Acl.digest("user", "password", Permissions.ALL);

    private KazooClient client;

    /** For subclasses. */
    protected AclContract() {}

    @BeforeEach
    void start() {
        client = startClient();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT044")
    void duplicatesAreCollapsedByTheServer(Face face) {
        Acl one = Acl.OPEN_ACL_UNSAFE.get(0);
        on(face).create("/a", DATA, persistent(List.of(one, one)));
        assertThat(on(face).getAcls("/a").acls()).containsExactly(one);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT045")
    void anEmptyListMeansTheDefault(Face face) {
        on(face).create("/a", DATA, persistent(List.of()));
        assertThat(on(face).getAcls("/a").acls()).isEqualTo(Acl.OPEN_ACL_UNSAFE);
        on(face).ensurePath("/b", List.of());
        assertThat(on(face).getAcls("/b").acls()).isEqualTo(Acl.OPEN_ACL_UNSAFE);
    }

    @ParameterizedTest
    @EnumSource
    void theDefaultIsTheClients(Face face) {
        List<Acl> acls =
                List.of(new Acl(Permissions.READ | Permissions.CREATE | Permissions.DELETE, Acl.ANYONE_ID_UNSAFE));
        KazooClient careful = startClient(builder -> builder.defaultAcls(acls));
        face.of(careful).create("/a", DATA);
        face.of(careful).ensurePath("/b/c");
        face.of(careful)
                .create("/d/e", DATA, CreateOptions.of(CreateMode.PERSISTENT).withParents());
        for (String path : List.of("/a", "/b", "/b/c", "/d", "/d/e")) {
            assertThat(client.getAcls(path).acls()).as(path).isEqualTo(acls);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT067")
    void theListGivenAtCreationIsReturned(Face face) {
        on(face).create("/a", DATA, persistent(List.of(USER)));
        client.addAuth("digest", "user:password");
        NodeAcls read = on(face).getAcls("/a");
        assertThat(read.acls()).containsExactly(USER);
        assertThat(read.stat()).isEqualTo(on(face).get("/a").stat());
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT069")
    void theListCanBeReplaced(Face face) {
        on(face).create("/a", DATA);
        ZnodeStat stat = on(face).setAcls("/a", List.of(USER));
        assertThat(stat.aversion()).isEqualTo(1);
        client.addAuth("digest", "user:password");
        assertThat(on(face).getAcls("/a").acls()).containsExactly(USER);
        assertThat(on(face).get("/a").stat()).isEqualTo(stat);
    }

    @ParameterizedTest
    @EnumSource
    void anotherVersionIsAnError(Face face) {
        on(face).create("/a", DATA);
        assertThatExceptionOfType(BadVersionException.class)
                .isThrownBy(() -> on(face).setAcls("/a", Acl.OPEN_ACL_UNSAFE, 7));
        assertThat(on(face).setAcls("/a", Acl.OPEN_ACL_UNSAFE, 0).aversion()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT070")
    void anEmptyListCannotBeSet(Face face) {
        on(face).create("/a", DATA);
        assertThatExceptionOfType(InvalidAclException.class).isThrownBy(() -> on(face).setAcls("/a", List.of()));
        assertThat(on(face).getAcls("/a").acls()).isEqualTo(Acl.OPEN_ACL_UNSAFE);
    }

    @ParameterizedTest
    @EnumSource
    void aListTheServerCannotUseIsAnError(Face face) {
        List<Acl> unknownScheme = List.of(new Acl(Permissions.ALL, new Id("no-such-scheme", "x")));
        assertThatExceptionOfType(InvalidAclException.class)
                .isThrownBy(() -> on(face).create("/a", DATA, persistent(unknownScheme)));
        assertThatExceptionOfType(InvalidAclException.class)
                .as("a session that is not authenticated has nothing to put in")
                .isThrownBy(() -> on(face).create("/a", DATA, persistent(Acl.CREATOR_ALL_ACL)));
        assertWorks(client);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT071")
    void whatIsMissingHasNoList(Face face) {
        assertThatExceptionOfType(NoNodeException.class).isThrownBy(() -> on(face).setAcls("/a", Acl.OPEN_ACL_UNSAFE));
        assertThatExceptionOfType(NoNodeException.class).isThrownBy(() -> on(face).getAcls("/a"));
    }

    @Test
    @Tag("KT068")
    @Tag("KT072")
    void nullIsRefusedInTheCall() {
        client.create("/a", DATA);
        assertThatNullPointerException().isThrownBy(() -> client.getAcls(nothing()));
        assertThatNullPointerException().isThrownBy(() -> client.setAcls(nothing(), Acl.OPEN_ACL_UNSAFE));
        assertThatNullPointerException().isThrownBy(() -> client.setAcls("/a", nothing()));
        assertThatNullPointerException().isThrownBy(() -> client.async().getAcls(nothing()));
        assertThatNullPointerException().isThrownBy(() -> client.async().setAcls("/a", nothing()));
        assertThatIllegalArgumentException().isThrownBy(() -> client.getAcls("../a"));
        assertThatIllegalArgumentException().isThrownBy(() -> client.setAcls("../a", Acl.OPEN_ACL_UNSAFE));
        assertThat(client.get("/a").stat().aversion()).as("nothing was sent").isZero();
    }

    private static CreateOptions persistent(List<Acl> acls) {
        return CreateOptions.of(CreateMode.PERSISTENT).withAcls(acls);
    }

    private NodeOperations on(Face face) {
        return face.of(client);
    }
}
