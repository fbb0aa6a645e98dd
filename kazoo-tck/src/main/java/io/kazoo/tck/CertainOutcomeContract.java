package io.kazoo.tck;

import static io.kazoo.CreateMode.EPHEMERAL_SEQUENTIAL;
import static io.kazoo.CreateMode.PERSISTENT;
import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.AsyncResult;
import io.kazoo.ClientId;
import io.kazoo.CreateOptions;
import io.kazoo.KazooClient;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.exceptions.NotEmptyException;
import io.kazoo.testing.SessionKiller;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Creates and deletes that know what became of them, although the reply was lost. */
public abstract class CertainOutcomeContract extends ClientContract {
    private static final byte[] DATA = "data".getBytes(UTF_8);
    private static final int CREATE = 1;
    private static final int DELETE = 2;
    private static final String PROTECTED = "_c_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-";

    private KazooClient client;
    private KazooClient other;

    /** For subclasses. */
    protected CertainOutcomeContract() {}

    @BeforeEach
    void start() {
        client = startProxied();
        other = startClient();
    }

    @Test
    void aCreateWhoseReplyIsLostIsFound() throws Exception {
        CompletableFuture<Void> dropped = proxy().dropReply(CREATE);
        String path = client.createProtected("/lock-", DATA, CreateOptions.of(EPHEMERAL_SEQUENTIAL));
        dropped.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(path).matches("/" + PROTECTED + "lock-\\d{10}");
        assertThat(other.getChildren("/")).as("once").containsExactly(path.substring(1));
        assertThat(other.get(path).data()).isEqualTo(DATA);
        assertThat(other.get(path).stat().ephemeralOwner())
                .isEqualTo(sessionOf(client).sessionId());
    }

    @Test
    void parentsAreMadeAndLostRepliesForgiven() throws Exception {
        CompletableFuture<Void> dropped = proxy().dropReply(CREATE);
        String path = client.createProtected(
                "/a/b/c", DATA, CreateOptions.of(PERSISTENT).withParents());
        dropped.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(path).matches("/a/b/" + PROTECTED + "c");
        assertThat(other.getChildren("/a/b")).hasSize(1);
        assertThatExceptionOfType(NoNodeException.class)
                .isThrownBy(() -> client.createProtected("/none/a", DATA, CreateOptions.of(PERSISTENT)));
    }

    @Test
    void aCreateThatNobodyWaitsForLeavesNothing() {
        proxy().blackhole(true);
        AsyncResult<String> result = client.async().createProtected("/a", DATA, CreateOptions.of(PERSISTENT));
        assertThat(result.cancel()).isTrue();
        proxy().heal();
        client.sync("/");
        eventually(() -> assertThat(other.getChildren("/")).isEmpty());
    }

    @Test
    void aCancelledCreateWhoseReplyIsLostLeavesNothingEither() {
        CompletableFuture<Void> dropped = proxy().dropReply(CREATE);
        proxy().blackhole(true);
        AsyncResult<String> result = client.async().createProtected("/a", DATA, CreateOptions.of(PERSISTENT));
        assertThat(result.cancel()).isTrue();
        proxy().blackhole(false);
        dropped.join();
        eventually(() -> assertThat(other.getChildren("/")).isEmpty());
        assertWorks(client);
    }

    @Test
    void aDeleteWhoseReplyIsLostIsDone() throws Exception {
        client.create("/a", DATA);
        CompletableFuture<Void> dropped = proxy().dropReply(DELETE);
        client.deleteGuaranteed("/a");
        dropped.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(other.exists("/a")).isEmpty();
    }

    @Test
    void aDeleteGoesOnWhenNobodyWaitsForIt() {
        client.create("/a", DATA);
        disconnect(client);
        assertThat(client.async().deleteGuaranteed("/a").cancel()).isTrue();
        proxy().heal();
        eventually(() -> assertThat(other.exists("/a")).isEmpty());
    }

    @Test
    void aDeleteGoesOnInTheNextSession() {
        client.create("/a", DATA);
        ClientId session = sessionOf(client);
        disconnect(client);
        AsyncResult<?> deleted = client.async().deleteGuaranteed("/a");
        SessionKiller.kill(server().socketAddress(), session.sessionId(), session.password(), LIMIT);
        proxy().heal();
        deleted.get(LIMIT);
        assertThat(sessionOf(client)).isNotEqualTo(session);
        assertThat(other.exists("/a")).isEmpty();
    }

    @Test
    void whatAServerRefusesIsTold() {
        client.create("/a/b", DATA, CreateOptions.of(PERSISTENT).withParents());
        assertThatExceptionOfType(NotEmptyException.class).isThrownBy(() -> client.deleteGuaranteed("/a"));
        assertThatExceptionOfType(NoNodeException.class).isThrownBy(() -> client.deleteGuaranteed("/none"));
    }

    @Test
    void aStoppedClientGivesUp() {
        client.create("/a", DATA);
        disconnect(client);
        AsyncResult<?> deleted = client.async().deleteGuaranteed("/a");
        AsyncResult<?> created = client.async().createProtected("/b", DATA, CreateOptions.of(PERSISTENT));
        client.stop();
        assertThat(failureOf(deleted)).isInstanceOf(ConnectionClosedException.class);
        assertThat(failureOf(created)).isInstanceOf(ConnectionClosedException.class);
    }
}
