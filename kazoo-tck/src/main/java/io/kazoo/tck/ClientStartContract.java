package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.KazooClient;
import io.kazoo.RetryPolicy;
import io.kazoo.exceptions.KazooTimeoutException;
import io.kazoo.exceptions.RetryFailedException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Starting a client that cannot connect. It is stopped then, and can be started again. */
public abstract class ClientStartContract extends ClientContract {
    private static final Duration SHORT = Duration.ofMillis(100);

    /** For subclasses. */
    protected ClientStartContract() {}

    @Test
    @Tag("KT004")
    void startEndsWhenItsTimeIsUp() {
        proxy().refuseConnections(true);
        KazooClient client = newClient(builder -> builder.hosts(proxied()));
        assertThatExceptionOfType(KazooTimeoutException.class).isThrownBy(() -> client.start(SHORT));
        assertStopped(client);
        proxy().heal();
        client.start(LIMIT);
        assertWorks(client);
    }

    @Test
    void startEndsWhenItsTimeIsUpOnASilentServerToo() {
        proxy().hangConnections(true);
        KazooClient client = newClient(builder -> builder.hosts(proxied()));
        assertThatExceptionOfType(KazooTimeoutException.class).isThrownBy(() -> client.start(SHORT));
        assertStopped(client);
    }

    @Test
    @Tag("KT006")
    void aHostWithoutAnAddressIsNotFoundInTime() {
        KazooClient client = newClient(builder -> builder.hosts("nosuchhost.invalid:2181"));
        assertThatExceptionOfType(KazooTimeoutException.class).isThrownBy(() -> client.start(SHORT));
        assertStopped(client);
    }

    @Test
    @Tag("KT008")
    void connectingIsGivenUpWhenThePolicySaysSo() throws IOException {
        RetryPolicy threeTimes =
                RetryPolicy.once().withMaxTries(3).withMaxJitter(0).withDelay(Duration.ofMillis(200));
        try (ScriptedZooKeeper scripted = new ScriptedZooKeeper()) {
            for (int i = 0; i < 10; i++) {
                scripted.next(ScriptedConnection::hangUp);
            }
            KazooClient client =
                    newClient(builder -> builder.hosts(scripted.hosts()).connectionRetry(threeTimes));
            long begin = System.nanoTime();
            assertThatExceptionOfType(RetryFailedException.class).isThrownBy(() -> client.start(LIMIT));
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("the pauses are 200 and 400 ms")
                    .isGreaterThan(Duration.ofMillis(590));
            assertThat(scripted.sessions()).isEqualTo(3);
            assertStopped(client);
        }
    }

    @Test
    @Tag("KT016")
    void aMissingChrootIsWarnedOf() {
        try (LogTap log = new LogTap()) {
            startClient(builder -> builder.hosts(hosts() + "/no/such/chroot"));
            eventually(() -> assertThat(log.text().lines())
                    .anyMatch(line -> line.contains("WARN") && line.contains("/no/such/chroot")));
        }
    }
}
