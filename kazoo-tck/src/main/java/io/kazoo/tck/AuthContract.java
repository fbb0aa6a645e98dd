package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.kazoo.Acl;
import io.kazoo.AsyncResult;
import io.kazoo.AuthData;
import io.kazoo.ClientId;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.KeeperState;
import io.kazoo.Permissions;
import io.kazoo.exceptions.AuthFailedException;
import io.kazoo.exceptions.NoAuthException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Authentication: when a session starts, later, again after a reconnect, and refused. */
public abstract class AuthContract extends ClientContract {
    private static final byte[] DATA = "data".getBytes(UTF_8);

    private final String password = UUID.randomUUID().toString();

    /** For subclasses. */
    protected AuthContract() {}

    @ParameterizedTest
    @EnumSource
    @Tag("KT009")
    void aSessionMayDoWhatItsUserMay(Face face) {
        List<Acl> acls = List.of(Acl.digest("user", password, Permissions.ALL));
        KazooClient client = startClient(builder -> builder.defaultAcls(acls));
        client.addAuth("digest", "user:" + password);
        face.of(client).create("/1", DATA);
        face.of(client).ensurePath("/1/2/3");

        KazooClient nobody = startClient();
        assertThatExceptionOfType(NoAuthException.class)
                .isThrownBy(() -> face.of(nobody).get("/1"))
                .satisfies(e -> assertThat(e.path()).hasValue("/1"));
        KazooClient wrong = startClient();
        wrong.addAuth("digest", "user:wrong-" + password);
        assertThatExceptionOfType(NoAuthException.class)
                .isThrownBy(() -> face.of(wrong).getChildren("/1"));
        face.of(client).deleteRecursive("/1");
    }

    @Test
    @Tag("KT010")
    void credentialsOfTheBuilderComeFirst() {
        List<Acl> acls = List.of(Acl.digest("user", password, Permissions.ALL));
        startClient(builder -> builder.auth("digest", "user:" + password).defaultAcls(acls))
                .create("/1", DATA);
        assertThatExceptionOfType(NoAuthException.class)
                .isThrownBy(() -> startClient().get("/1"));
        KazooClient again = newClient(builder -> builder.auth("digest", "user:" + password));
        AsyncResult<?> beforeStart =
                again.async().start().thenCompose(started -> again.async().get("/1"));
        beforeStart.get(LIMIT);
    }

    @Test
    @Tag("KT011")
    void credentialsMayHoldAnyCharacter() {
        String user = "user\\/\u00e4\u65e5";
        String odd = password + "\\/:\u00e4";
        List<Acl> acls = List.of(Acl.digest(user, odd, Permissions.ALL));
        KazooClient client =
                startClient(builder -> builder.auth("digest", user + ":" + odd).defaultAcls(acls));
        client.create("/1", DATA);
        assertThat(client.get("/1").data()).isEqualTo(DATA);
        assertThat(client.getAcls("/1").acls()).isEqualTo(acls);
        assertThatExceptionOfType(NoAuthException.class)
                .isThrownBy(() -> startClient().get("/1"));
    }

    @Test
    @Tag("KT012")
    void nullIsRefusedInTheCall() {
        KazooClient client = startClient();
        assertThatNullPointerException().isThrownBy(() -> client.addAuth(nothing(), "user:password"));
        assertThatNullPointerException().isThrownBy(() -> client.addAuth("digest", nothing()));
        assertThatNullPointerException().isThrownBy(() -> client.addAuth(nothing()));
        assertThatNullPointerException().isThrownBy(() -> client.async().addAuth(nothing()));
        assertWorks(client);
    }

    @Test
    @Tag("KT013")
    void authenticationCanBeWaitedFor() {
        KazooClient client = startClient();
        AsyncResult<@Nullable Void> result = client.async().addAuth(digest());
        result.get(LIMIT);
        assertThat(result.isSuccessful()).isTrue();
        client.create("/1", DATA);
        client.setAcls("/1", Acl.CREATOR_ALL_ACL);
        assertThat(client.get("/1").data()).isEqualTo(DATA);
    }

    @Test
    @Tag("KT014")
    @Tag("KT086")
    @Tag("KT034")
    void aRefusedCredentialEndsTheSession() {
        KazooClient client = startClient();
        Events<KazooState> states = new Events<>();
        client.addListener(states::add);
        Throwable failure = failureOf(client.async().addAuth(new AuthData("no-such-scheme", DATA)));
        assertThat(failure).isInstanceOf(AuthFailedException.class);
        eventually(() -> assertThat(client.clientState()).isEqualTo(KeeperState.AUTH_FAILED));
        states.awaitExactly(KazooState.LOST);
        assertThatExceptionOfType(AuthFailedException.class).isThrownBy(() -> client.get("/"));
        assertThat(failureOf(client.async().create("/a"))).isInstanceOf(AuthFailedException.class);
        client.stop();
        assertThat(client.clientState()).isEqualTo(KeeperState.CLOSED);
        client.start(LIMIT);
        assertWorks(client);
    }

    @Test
    void aClientWithARefusedCredentialDoesNotStart() {
        KazooClient client = newClient(builder -> builder.auth("no-such-scheme", "x"));
        assertThatExceptionOfType(AuthFailedException.class).isThrownBy(() -> client.start(LIMIT));
    }

    @Test
    @Tag("KT015")
    void credentialsAreSentAgainOnEveryConnection() {
        KazooClient client = startClient(builder -> builder.hosts(proxied()));
        client.addAuth(digest());
        client.create("/1", DATA);
        client.setAcls("/1", Acl.CREATOR_ALL_ACL);
        loseConnection(client);
        assertThat(client.retry(() -> client.get("/1")).data()).isEqualTo(DATA);
        expire(client);
        eventually(() -> assertThat(client.retry(() -> client.get("/1")).data()).isEqualTo(DATA));
    }

    @Test
    void secretsAreNotLogged() {
        try (LogTap log = new LogTap()) {
            KazooClient client = startClient(builder -> builder.hosts(proxied()).auth("digest", "user:" + password));
            client.addAuth("digest", "other:" + password);
            ClientId session = client.clientId().orElseThrow();
            loseConnection(client);
            client.stop();
            assertThat(log.text())
                    .contains("SUSPENDED", Long.toHexString(session.sessionId()))
                    .doesNotContain(
                            password,
                            Arrays.toString(session.password()),
                            HexFormat.of().formatHex(session.password()));
        }
    }

    private AuthData digest() {
        return new AuthData("digest", ("user:" + password).getBytes(UTF_8));
    }
}
