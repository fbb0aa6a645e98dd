package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.failureOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.NodeData;
import io.kazoo.exceptions.Outcome;
import io.kazoo.exceptions.ReplyTooLargeException;
import io.kazoo.exceptions.RequestTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What bounds one request disturbs no other. */
public abstract class RequestLimitContract extends ClientContract {
    private static final byte[] DATA = "data".getBytes(UTF_8);
    private static final Duration SHORT = Duration.ofMillis(200);

    /** For subclasses. */
    protected RequestLimitContract() {}

    @Test
    void whoHasNoTimeLeftGivesUpAndTheConnectionGoesOn() {
        KazooClient client = startProxied();
        client.create("/a", DATA);
        long connections = proxy().connectionsAccepted();
        proxy().blackhole(true);
        AsyncResult<NodeData> patient = client.async().get("/a");
        assertTimedOut(client.async().withTimeout(SHORT).set("/a", null), Outcome.MAYBE_APPLIED);
        proxy().heal();
        assertThat(patient.get(LIMIT).data()).isEqualTo(DATA);
        assertThat(client.get("/a").data())
                .as("it was applied, only the reply came too late")
                .isNull();
        assertThat(proxy().connectionsAccepted()).isEqualTo(connections);
    }

    @Test
    void whatWaitsForAConnectionInVainIsNeverSent() {
        KazooClient client = startProxied();
        disconnect(client);
        assertTimedOut(client.async().withTimeout(SHORT).create("/a", DATA), Outcome.NOT_SENT);
        proxy().heal();
        assertWorks(client);
        assertThat(client.exists("/a")).isEmpty();
    }

    @Test
    void allRequestsOfAClientMayHaveATime() {
        KazooClient client = startClient(builder -> builder.hosts(proxied()).requestTimeout(SHORT));
        client.create("/a", DATA);
        proxy().blackhole(true);
        assertThatExceptionOfType(RequestTimeoutException.class)
                .isThrownBy(() -> client.get("/a"))
                .satisfies(e -> assertThat(e.path()).hasValue("/a"));
        AsyncResult<NodeData> patient = client.async().withTimeout(LIMIT).get("/a");
        proxy().heal();
        assertThat(patient.get(LIMIT).data()).isEqualTo(DATA);
    }

    @Test
    void aViewIsTheSameClient() {
        KazooClient client = startClient();
        KazooClient view = client.withTimeout(LIMIT);
        assertThat(view.create("/a", DATA)).isEqualTo("/a");
        assertThat(view.clientId()).isEqualTo(client.clientId());
        assertThat(view.async().withTimeout(LIMIT).blocking().get("/a").data()).isEqualTo(DATA);
        assertThatIllegalArgumentException().isThrownBy(() -> client.withTimeout(Duration.ZERO));
        view.close();
        assertStopped(client);
    }

    @Test
    void aReplyThatIsTooLongFailsItsOwnRequestOnly() {
        KazooClient client = startClient(builder -> builder.hosts(proxied()).maxReplyBytes(10_000));
        client.create("/long", new byte[20_000]);
        client.create("/short", DATA);
        long connections = proxy().connectionsAccepted();
        AsyncResult<NodeData> tooLong = client.async().get("/long");
        AsyncResult<NodeData> behind = client.async().get("/short");
        assertThat(failureOf(tooLong))
                .isInstanceOf(ReplyTooLargeException.class)
                .hasMessageContaining("/long");
        assertThat(behind.get(LIMIT).data()).isEqualTo(DATA);
        assertThat(proxy().connectionsAccepted()).isEqualTo(connections);
    }

    private static void assertTimedOut(AsyncResult<?> result, Outcome outcome) {
        assertThat(failureOf(result))
                .isInstanceOfSatisfying(
                        RequestTimeoutException.class,
                        e -> assertThat(e.outcome()).isEqualTo(outcome));
    }
}
