package io.kazoo.spi;

import io.kazoo.Acl;
import io.kazoo.AuthData;
import io.kazoo.ClientId;
import io.kazoo.HostList;
import io.kazoo.RetryPolicy;
import io.kazoo.SaslOptions;
import io.kazoo.TlsOptions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a builder was told; see the methods of {@link io.kazoo.KazooClientBuilder}.
 *
 * @param hosts the servers and the chroot
 * @param sessionTimeout the session timeout to ask for
 * @param clientId a session to take over, or null
 * @param defaultAcls the access control list where a call gives none
 * @param auth the credentials
 * @param connectionRetry how to go on when no server can be reached
 * @param commandRetry what {@code retry} does
 * @param randomizeHosts whether servers are tried in random order
 * @param maxRequestBytes the largest request
 * @param maxPending how many requests may wait
 * @param maxPendingBytes about how many bytes those may hold that wait to be sent
 * @param maxReplyBytes the largest reply
 * @param requestTimeout how long a request may take, null for no bound
 * @param readOnly whether a server that only reads will do
 * @param tls how to speak TLS, null for a connection in plain text
 * @param sasl how to prove by SASL who the client is, or null
 * @param followEnsemble whether to follow the configuration of the ensemble
 */
public record ClientConfig(
        HostList hosts,
        Duration sessionTimeout,
        @Nullable ClientId clientId,
        List<Acl> defaultAcls,
        List<AuthData> auth,
        RetryPolicy connectionRetry,
        RetryPolicy commandRetry,
        boolean randomizeHosts,
        int maxRequestBytes,
        int maxPending,
        long maxPendingBytes,
        int maxReplyBytes,
        @Nullable Duration requestTimeout,
        boolean readOnly,
        @Nullable TlsOptions tls,
        @Nullable SaslOptions sasl,
        boolean followEnsemble) {}
