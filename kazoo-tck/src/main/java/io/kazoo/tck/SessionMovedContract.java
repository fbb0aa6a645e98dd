package io.kazoo.tck;

import static io.kazoo.KazooState.CONNECTED;
import static io.kazoo.KazooState.SUSPENDED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kazoo.ClientId;
import io.kazoo.CreateMode;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.RetryPolicy;
import io.kazoo.testing.ZooKeeperCluster;
import io.kazoo.testing.junit.ZooKeeperTest;
import org.junit.jupiter.api.Test;

/** A session that goes on at another member of the ensemble while its connection to the first one is still open. */
@ZooKeeperTest(servers = 3)
@SuppressWarnings("exports") // who runs it has kazoo-testing
public abstract class SessionMovedContract extends ClientContract {
    private static final byte[] DATA = "data".getBytes(UTF_8);

    /** For subclasses. */
    protected SessionMovedContract() {}

    private KazooClient startOn(ZooKeeperCluster cluster, int member, ClientId session) {
        return startClient(builder -> {
            builder.hosts(cluster.server(member).address() + chroot());
            return session == null ? builder : builder.clientId(session);
        });
    }

    /** The old member refuses writes for it: the write is not applied, the client takes the session back and tries again. */
    @Test
    void whoWritesOnTheOldConnectionTakesTheSessionBack(ZooKeeperCluster cluster) {
        KazooClient first = startOn(cluster, 1, nothing());
        first.create("/a", DATA, CreateMode.EPHEMERAL);
        ClientId session = sessionOf(first);
        Events<KazooState> states = new Events<>();
        first.addListener(states::add);
        KazooClient second = startOn(cluster, 2, session);
        assertThat(sessionOf(second)).isEqualTo(session);
        second.create("/b", DATA);

        Throwable refused = catchThrowable(() -> first.set("/a", DATA));
        assertThat(refused)
                .isNotNull()
                .satisfies(failure ->
                        assertThat(RetryPolicy.forever().isRetryable(failure)).isTrue());
        assertThat(first.retry(() -> first.get("/a")).stat().version())
                .as("not applied")
                .isZero();
        assertThat(first.retry(() -> first.set("/a", DATA)).version()).isEqualTo(1);
        states.awaitExactly(SUSPENDED, CONNECTED);
        assertThat(sessionOf(first)).isEqualTo(session);
        assertThat(first.get("/a").stat().ephemeralOwner()).isEqualTo(session.sessionId());
    }
}
