package io.kazoo.core.engine;

import io.kazoo.Acl;
import io.kazoo.AuthData;
import io.kazoo.ClientId;
import io.kazoo.HostList;
import io.kazoo.RetryPolicy;
import io.kazoo.SaslOptions;
import io.kazoo.spi.ClientConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** What an engine is made with: one server, a session of nine seconds, no jitter, unless a test says otherwise. */
final class Setup {
    String hosts = "a:2181";
    Duration sessionTimeout = Duration.ofSeconds(9);
    ClientId clientId;
    final List<AuthData> auth = new ArrayList<>();
    RetryPolicy retry = RetryPolicy.forever();
    boolean shuffle;
    int maxRequestBytes = 1_000_000;
    int maxPending = 100_000;
    long maxPendingBytes = 1_000_000;
    int maxReplyBytes = 1_000_000;
    boolean readOnly;
    SaslOptions sasl;

    /** Half way between the least and the most jitter. */
    RandomGenerator random = () -> Long.MIN_VALUE;

    World world() {
        return new World(this);
    }

    ClientConfig config() {
        return new ClientConfig(
                HostList.parse(hosts),
                sessionTimeout,
                clientId,
                Acl.OPEN_ACL_UNSAFE,
                auth,
                retry,
                RetryPolicy.once(),
                shuffle,
                maxRequestBytes,
                maxPending,
                maxPendingBytes,
                maxReplyBytes,
                null,
                readOnly,
                null,
                sasl,
                false);
    }
}
