package io.kazoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AclTest {
    private static final Id SOMEBODY = new Id("digest", "somebody:hash");

    @Test
    @Tag("KT254")
    void readIsTheFirstBit() {
        Acl acl = Acl.digest("user", "password", Permissions.READ);
        assertThat(acl.permissions() & Permissions.READ).isEqualTo(Permissions.READ);
        assertThat(acl.permissions() & ~Permissions.READ).isZero();
    }

    @Test
    @Tag("KT255")
    void eachPermissionIsABitOfItsOwn() {
        assertThat(List.of(
                        Permissions.READ, Permissions.WRITE, Permissions.CREATE, Permissions.DELETE, Permissions.ADMIN))
                .isEqualTo(List.of(1, 2, 4, 8, 16));
        assertThat(Permissions.ALL).isEqualTo(31);
    }

    @Test
    @Tag("KT256")
    void permissionsHaveNames() {
        assertThat(Permissions.names(Permissions.ALL)).containsExactly("ALL");
        assertThat(Permissions.names(Permissions.READ | Permissions.CREATE)).containsExactly("READ", "CREATE");
        assertThat(Permissions.names(15)).containsExactly("READ", "WRITE", "CREATE", "DELETE");
        assertThat(Permissions.names(0)).isEmpty();
    }

    @Test
    @Tag("KT257")
    void theTextNamesThePermissions() {
        assertThat(new Acl(Permissions.ADMIN, SOMEBODY))
                .hasToString("Acl(perms=16, acl_list=[ADMIN], id=" + SOMEBODY + ")");
    }

    /** The vector of ZooKeeper's own documentation of its super user. */
    @Test
    void theDigestIsTheOneServersCompute() {
        assertThat(Acl.digestCredential("super", "test")).isEqualTo("super:D/InIHSb7yEEbrWz8b9l71RjZJU=");
        assertThat(Acl.digest("super", "test", Permissions.ALL))
                .isEqualTo(new Acl(31, new Id("digest", "super:D/InIHSb7yEEbrWz8b9l71RjZJU=")));
    }

    @Test
    void theListsServersKnowByHeart() {
        assertThat(Acl.OPEN_ACL_UNSAFE).containsExactly(new Acl(31, new Id("world", "anyone")));
        assertThat(Acl.CREATOR_ALL_ACL).containsExactly(new Acl(31, new Id("auth", "")));
        assertThat(Acl.READ_ACL_UNSAFE).containsExactly(new Acl(1, new Id("world", "anyone")));
    }

    @Test
    void nullIsRefusedAtOnce() {
        assertThatNullPointerException().isThrownBy(() -> new Acl(1, null));
        assertThatNullPointerException().isThrownBy(() -> new Id(null, "id"));
        assertThatNullPointerException().isThrownBy(() -> new Id("world", null));
        assertThatNullPointerException().isThrownBy(() -> Acl.digest(null, "p", 1));
        assertThatNullPointerException().isThrownBy(() -> Acl.digest("u", null, 1));
    }
}
