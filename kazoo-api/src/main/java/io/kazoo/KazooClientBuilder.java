package io.kazoo;

import static java.util.Objects.requireNonNull;

import io.kazoo.exceptions.ConfigurationException;
import io.kazoo.handler.Handler;
import io.kazoo.handler.HandlerChoice;
import io.kazoo.spi.ClientConfig;
import io.kazoo.spi.ClientProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes a client. Not safe for use by several threads at once; a builder can build several clients. */
public final class KazooClientBuilder {
    /** The largest request a server accepts unless it is configured otherwise ({@code jute.maxbuffer}), in bytes. */
    public static final int DEFAULT_MAX_REQUEST_BYTES = 0xfffff;

    /** The largest reply a client accepts unless it is told otherwise, in bytes: enough for every server in its senses. */
    public static final int DEFAULT_MAX_REPLY_BYTES = 128 * 1024 * 1024;

    private HostList hosts = HostList.parse("127.0.0.1:2181");
    private Duration sessionTimeout = Duration.ofSeconds(10);
    private @Nullable ClientId clientId;
    private @Nullable Handler handler;
    private @Nullable String handlerName;
    private List<Acl> defaultAcls = Acl.OPEN_ACL_UNSAFE;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final List<AuthData> auth = new ArrayList<>();
    private RetryPolicy connectionRetry = RetryPolicy.forever().withMaxDelay(LONGEST_PAUSE);
    private RetryPolicy commandRetry = RetryPolicy.forever();
    private boolean randomizeHosts = true;
    private int maxRequestBytes = DEFAULT_MAX_REQUEST_BYTES;
    private int maxPending = 100_000;
    private long maxPendingBytes = 128L * 1024 * 1024;
    private int maxReplyBytes = DEFAULT_MAX_REPLY_BYTES;
    private @Nullable Duration requestTimeout;
    private boolean readOnly;
    private @Nullable TlsOptions tls;
    private @Nullable SaslOptions sasl;
    private boolean followEnsemble;

    KazooClientBuilder() {}

    /**
     * The servers, {@code 127.0.0.1:2181} if not given.
     *
     * @param connectString as {@link HostList#parse(String)} reads it
     * @throws IllegalArgumentException if it cannot be understood
     */
    public KazooClientBuilder hosts(String connectString) {
        hosts = HostList.parse(connectString);
        return this;
    }

    /**
     * The servers, one by one; the last element may be a chroot.
     *
     * @throws IllegalArgumentException if they cannot be understood
     */
    public KazooClientBuilder hosts(List<String> servers) {
        hosts = HostList.parse(servers);
        return this;
    }

    /**
     * How long the session outlives a lost connection, 10 seconds if not given; the server may grant another value.
     *
     * @throws IllegalArgumentException unless it is from 1 ms to 2^31-1 ms
     */
    public KazooClientBuilder sessionTimeout(Duration timeout) {
        if (timeout.compareTo(Duration.ofMillis(1)) < 0
                || timeout.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("session timeout out of range: " + timeout);
        }
        sessionTimeout = timeout;
        return this;
    }

    /** A session to take over; if it is gone the client makes a new one. */
    public KazooClientBuilder clientId(ClientId session) {
        clientId = requireNonNull(session);
        return this;
    }

    /** The concurrency model: this instance, which the caller starts and closes, or leaves to the client to start. */
    public KazooClientBuilder handler(Handler instance) {
        handler = requireNonNull(instance);
        return this;
    }

    /** The concurrency model by name; clients that name the same one share it. */
    public KazooClientBuilder handler(String name) {
        handlerName = requireNonNull(name);
        return this;
    }

    /** The access control list of created nodes where a call gives none; anyone may do anything if not given. */
    public KazooClientBuilder defaultAcls(List<Acl> acls) {
        defaultAcls = acls.isEmpty() ? Acl.OPEN_ACL_UNSAFE : List.copyOf(acls);
        return this;
    }

    /**
     * A credential, sent before anything else on every connection; may be called several times. One of the scheme {@code
     * sasl} with {@code user:password} is another way to say {@link SaslOptions#digestMd5}, as kazoo has it.
     *
     * @throws io.kazoo.exceptions.ConfigurationException if it is a second one for SASL
     */
    public KazooClientBuilder auth(AuthData credential) {
        if (credential.scheme().equals("sasl")) {
            return sasl(SaslOptions.digestMd5(credential));
        }
        auth.add(credential);
        return this;
    }

    /** TLS; without it connections are in plain text. The servers' ports are then those for TLS. */
    public KazooClientBuilder tls(TlsOptions options) {
        tls = requireNonNull(options);
        return this;
    }

    /**
     * How to prove by SASL who the client is; without it nothing of the kind is tried. The client is CONNECTED only when
     * the server has accepted that.
     *
     * @throws io.kazoo.exceptions.ConfigurationException if there is one already
     */
    public KazooClientBuilder sasl(SaslOptions options) {
        if (sasl != null && !sasl.equals(options)) {
            throw new ConfigurationException("a client has one identity for SASL; there are two");
        }
        sasl = requireNonNull(options);
        return this;
    }

    /** As {@link #auth(AuthData)}. */
    public KazooClientBuilder auth(String scheme, String credential) {
        return auth(new AuthData(scheme, credential.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    /**
     * How to go on when no server can be reached, for ever with pauses of up to ten seconds if not given: after a long
     * outage nobody wants to wait for an hour, which is kazoo's longest pause. While the session may be alive, pauses are a
     * tenth of its timeout at the most.
     */
    public KazooClientBuilder connectionRetry(RetryPolicy policy) {
        connectionRetry = requireNonNull(policy);
        return this;
    }

    /** What {@link KazooClient#retry} does; {@link RetryPolicy#forever()} if not given. */
    public KazooClientBuilder commandRetry(RetryPolicy policy) {
        commandRetry = requireNonNull(policy);
        return this;
    }

    /** Whether servers are tried in random order; true if not given. */
    public KazooClientBuilder randomizeHosts(boolean randomize) {
        randomizeHosts = randomize;
        return this;
    }

    /**
     * The largest request the servers accept, in bytes; larger ones are refused before they are sent.
     *
     * @throws IllegalArgumentException if it is less than 1024
     */
    public KazooClientBuilder maxRequestBytes(int bytes) {
        if (bytes < 1024) {
            throw new IllegalArgumentException("maxRequestBytes too small: " + bytes);
        }
        maxRequestBytes = bytes;
        return this;
    }

    /**
     * How many requests may wait for a connection or for replies, 100,000 if not given; more fail with {@link
     * io.kazoo.exceptions.TooManyRequestsException}. Those that were cancelled while they waited do not count.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public KazooClientBuilder maxPending(int requests) {
        if (requests < 1) {
            throw new IllegalArgumentException("maxPending must be positive: " + requests);
        }
        maxPending = requests;
        return this;
    }

    /**
     * About how many bytes (data and paths) requests may hold that wait to be sent, for a connection or for room; 128 MiB if
     * not given. One that would make it more fails with {@link io.kazoo.exceptions.TooManyRequestsException}, unless it
     * is the only one.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public KazooClientBuilder maxPendingBytes(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("maxPendingBytes must be positive: " + bytes);
        }
        maxPendingBytes = bytes;
        return this;
    }

    /**
     * The largest reply to accept, in bytes, {@link #DEFAULT_MAX_REPLY_BYTES} if not given; a larger one fails its request
     * with {@link io.kazoo.exceptions.ReplyTooLargeException}, and nothing else.
     *
     * @throws IllegalArgumentException if it is less than 1024
     */
    public KazooClientBuilder maxReplyBytes(int bytes) {
        if (bytes < 1024) {
            throw new IllegalArgumentException("maxReplyBytes too small: " + bytes);
        }
        maxReplyBytes = bytes;
        return this;
    }

    /**
     * How long each request to the server may take, waiting for a connection included; without a bound if not given. When
     * it is up the request fails with {@link io.kazoo.exceptions.RequestTimeoutException}; see {@link
     * KazooClient#withTimeout}.
     *
     * @throws IllegalArgumentException unless it is positive
     */
    public KazooClientBuilder requestTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("requestTimeout must be positive: " + timeout);
        }
        requestTimeout = timeout;
        return this;
    }

    /**
     * Whether a server will do that has lost the others and only reads; false if not given. The state is then {@link
     * KeeperState#CONNECTED_RO}, writes fail with {@link io.kazoo.exceptions.NotReadOnlyException}, and the client goes on
     * to look for a server that writes, to which it moves. Servers have this mode switched off unless they are configured
     * otherwise ({@code readonlymode.enabled}, and since ZooKeeper 3.7 {@code localSessionsEnabled} as well). A session that
     * was made by a server that writes is not known there: such a server is taken when that session has ended.
     */
    public KazooClientBuilder readOnly(boolean allowed) {
        readOnly = allowed;
        return this;
    }

    /**
     * Whether the client follows the ensemble when that is reconfigured; false if not given. It watches the configuration
     * and replaces its servers as {@link KazooClient#setHosts} does. A host that was given stays as it was written while
     * one of its addresses is that of a member; if none is, as with TLS, behind a proxy or without client addresses in the
     * configuration, nothing is replaced.
     *
     * <p>Not together with a service ({@code dns-srv://}): its records tell of the servers already.
     */
    public KazooClientBuilder followEnsemble(boolean follow) {
        followEnsemble = follow;
        return this;
    }

    /**
     * Makes the client, not started.
     *
     * @throws io.kazoo.exceptions.ConfigurationException if no handler or more than one fits, or no engine is found
     */
    public KazooClient build() {
        if (followEnsemble && hosts.servers().stream().anyMatch(HostPort::isService)) {
            throw new ConfigurationException("either SRV records tell of the servers or the ensemble does, not both");
        }
        ClientConfig config = new ClientConfig(
                hosts,
                sessionTimeout,
                clientId,
                defaultAcls,
                List.copyOf(auth),
                connectionRetry,
                commandRetry,
                randomizeHosts,
                maxRequestBytes,
                maxPending,
                maxPendingBytes,
                maxReplyBytes,
                requestTimeout,
                readOnly,
                tls,
                sasl,
                followEnsemble);
        return ClientProvider.find().create(config, HandlerChoice.choose(handler, handlerName));
    }
}
