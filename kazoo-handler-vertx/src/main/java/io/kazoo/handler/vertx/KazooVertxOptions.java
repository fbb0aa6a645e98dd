package io.kazoo.handler.vertx;

import io.kazoo.AuthData;
import io.kazoo.HostList;
import io.kazoo.KazooClientBuilder;
import io.kazoo.SaslOptions;
import io.kazoo.TlsOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a client of {@link KazooVertx} is to be like. A mutable bean, as options of Vert.x are; not for several threads. */
public final class KazooVertxOptions {
    private static final String SCHEME = "zookeeper://";

    private String hosts = "127.0.0.1:2181";
    private int sessionTimeout = 10_000;
    private boolean randomizeHosts = true;
    private int maxPending = 100_000;
    private int maxRequestBytes = KazooClientBuilder.DEFAULT_MAX_REQUEST_BYTES;
    private int maxReplyBytes = KazooClientBuilder.DEFAULT_MAX_REPLY_BYTES;
    private int requestTimeout;
    private boolean readOnly;
    private boolean shared;
    private String name = "default";
    private String metricsName = "";
    private TracingPolicy tracingPolicy = TracingPolicy.PROPAGATE;
    private NetClientOptions netClientOptions = new NetClientOptions();
    private @Nullable TlsOptions tls;
    private @Nullable SaslOptions sasl;
    private final List<AuthData> auth = new ArrayList<>();

    /** A server on this host, and the defaults of {@link KazooClientBuilder}. */
    public KazooVertxOptions() {}

    /**
     * The defaults, and servers from a URI.
     *
     * @param uri {@code zookeeper://h1,h2:2182/chroot}, or a connect string without the scheme
     * @throws IllegalArgumentException if it cannot be understood
     */
    public KazooVertxOptions(String uri) {
        setHosts(uri);
    }

    /** A copy, of the nested options too. */
    public KazooVertxOptions(KazooVertxOptions other) {
        hosts = other.hosts;
        sessionTimeout = other.sessionTimeout;
        randomizeHosts = other.randomizeHosts;
        maxPending = other.maxPending;
        maxRequestBytes = other.maxRequestBytes;
        maxReplyBytes = other.maxReplyBytes;
        requestTimeout = other.requestTimeout;
        readOnly = other.readOnly;
        shared = other.shared;
        name = other.name;
        metricsName = other.metricsName;
        tracingPolicy = other.tracingPolicy;
        netClientOptions = new NetClientOptions(other.netClientOptions);
        tls = other.tls;
        sasl = other.sasl;
        auth.addAll(other.auth);
    }

    /**
     * Reads what {@link #toJson()} writes; what is missing keeps its default.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public KazooVertxOptions(JsonObject json) {
        OptionsJson.read(json, this);
    }

    /**
     * Writes everything, credentials and the passwords of keys included; but neither {@link #getTls()} nor {@link #getSasl()},
     * which may hold more than text.
     */
    public JsonObject toJson() {
        return OptionsJson.write(this);
    }

    /** Returns the connect string. */
    public String getHosts() {
        return hosts;
    }

    /**
     * Sets the servers.
     *
     * @param uri {@code zookeeper://h1,h2:2182/chroot}, or a connect string without the scheme
     * @throws IllegalArgumentException if it cannot be understood
     */
    public KazooVertxOptions setHosts(String uri) {
        String connectString = uri.startsWith(SCHEME) ? uri.substring(SCHEME.length()) : uri;
        if (connectString.contains("://")) {
            throw new IllegalArgumentException(
                    "only " + SCHEME + " is understood: " + URI.create(uri).getScheme());
        }
        HostList.parse(connectString);
        hosts = connectString;
        return this;
    }

    /** Returns how long the session outlives a lost connection, in milliseconds. */
    public int getSessionTimeout() {
        return sessionTimeout;
    }

    /** Sets how long the session outlives a lost connection, in milliseconds. */
    public KazooVertxOptions setSessionTimeout(int sessionTimeout) {
        this.sessionTimeout = positive("sessionTimeout", sessionTimeout);
        return this;
    }

    /** Returns whether servers are tried in random order. */
    public boolean isRandomizeHosts() {
        return randomizeHosts;
    }

    /** Sets whether servers are tried in random order. */
    public KazooVertxOptions setRandomizeHosts(boolean randomizeHosts) {
        this.randomizeHosts = randomizeHosts;
        return this;
    }

    /** Returns how many requests may wait; see {@link KazooClientBuilder#maxPending}. */
    public int getMaxPending() {
        return maxPending;
    }

    /** Sets how many requests may wait; see {@link KazooClientBuilder#maxPending}. */
    public KazooVertxOptions setMaxPending(int maxPending) {
        this.maxPending = positive("maxPending", maxPending);
        return this;
    }

    /** Returns the largest request the servers accept; see {@link KazooClientBuilder#maxRequestBytes}. */
    public int getMaxRequestBytes() {
        return maxRequestBytes;
    }

    /** Sets the largest request the servers accept; see {@link KazooClientBuilder#maxRequestBytes}. */
    public KazooVertxOptions setMaxRequestBytes(int maxRequestBytes) {
        this.maxRequestBytes = positive("maxRequestBytes", maxRequestBytes);
        return this;
    }

    /** Returns the largest reply to accept; see {@link KazooClientBuilder#maxReplyBytes}. */
    public int getMaxReplyBytes() {
        return maxReplyBytes;
    }

    /** Sets the largest reply to accept; see {@link KazooClientBuilder#maxReplyBytes}. */
    public KazooVertxOptions setMaxReplyBytes(int maxReplyBytes) {
        this.maxReplyBytes = positive("maxReplyBytes", maxReplyBytes);
        return this;
    }

    /** Returns how long each request may take, in milliseconds; 0 for no bound. */
    public int getRequestTimeout() {
        return requestTimeout;
    }

    /** Sets how long each request may take, in milliseconds; 0 for no bound. See {@link KazooClientBuilder#requestTimeout}. */
    public KazooVertxOptions setRequestTimeout(int requestTimeout) {
        if (requestTimeout < 0) {
            throw new IllegalArgumentException("requestTimeout must not be negative: " + requestTimeout);
        }
        this.requestTimeout = requestTimeout;
        return this;
    }

    /** Returns whether a server that only reads will do. */
    public boolean isReadOnly() {
        return readOnly;
    }

    /** Sets whether a server that only reads will do; see {@link KazooClientBuilder#readOnly}. */
    public KazooVertxOptions setReadOnly(boolean readOnly) {
        this.readOnly = readOnly;
        return this;
    }

    /** Returns whether the client shares its session with all of the same {@link #getName() name} on this Vertx. */
    public boolean isShared() {
        return shared;
    }

    /** Sets whether the client shares its session with all of the same {@link #getName() name} on this Vertx. */
    public KazooVertxOptions setShared(boolean shared) {
        this.shared = shared;
        return this;
    }

    /** Returns the name under which a session is shared. */
    public String getName() {
        return name;
    }

    /** Sets the name under which a session is shared. */
    public KazooVertxOptions setName(String name) {
        this.name = Objects.requireNonNull(name, "name");
        return this;
    }

    /** Returns the name of this client in metrics. */
    public String getMetricsName() {
        return metricsName;
    }

    /** Sets the name of this client in metrics. */
    public KazooVertxOptions setMetricsName(String metricsName) {
        this.metricsName = Objects.requireNonNull(metricsName, "metricsName");
        return this;
    }

    /** Returns when spans are made, if the Vertx has a tracer. */
    public TracingPolicy getTracingPolicy() {
        return tracingPolicy;
    }

    /** Sets when spans are made, if the Vertx has a tracer. */
    public KazooVertxOptions setTracingPolicy(TracingPolicy tracingPolicy) {
        this.tracingPolicy = Objects.requireNonNull(tracingPolicy, "tracingPolicy");
        return this;
    }

    /** Returns the options of connections: TLS, proxies, buffers; see {@link VertxHandler}. */
    public NetClientOptions getNetClientOptions() {
        return netClientOptions;
    }

    /** Sets the options of connections. */
    public KazooVertxOptions setNetClientOptions(NetClientOptions netClientOptions) {
        this.netClientOptions = Objects.requireNonNull(netClientOptions, "netClientOptions");
        return this;
    }

    /** Returns how to speak TLS, null for plain text or for what {@link #getNetClientOptions()} says. */
    public @Nullable TlsOptions getTls() {
        return tls;
    }

    /** Sets how to speak TLS; see {@link KazooClientBuilder#tls}. The other way is {@link #setNetClientOptions}: one of both. */
    public KazooVertxOptions setTls(@Nullable TlsOptions tls) {
        this.tls = tls;
        return this;
    }

    /** Returns how to prove by SASL who the client is, or null. */
    public @Nullable SaslOptions getSasl() {
        return sasl;
    }

    /** Sets how to prove by SASL who the client is; see {@link KazooClientBuilder#sasl}. */
    public KazooVertxOptions setSasl(@Nullable SaslOptions sasl) {
        this.sasl = sasl;
        return this;
    }

    /** Returns the credentials. */
    public List<AuthData> getAuth() {
        return List.copyOf(auth);
    }

    /** Adds a credential; see {@link KazooClientBuilder#auth(String, String)}. */
    public KazooVertxOptions addAuth(String scheme, String credential) {
        auth.add(new AuthData(scheme, credential.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    private static int positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KazooVertxOptions that
                && toJson().equals(that.toJson())
                && Objects.equals(tls, that.tls)
                && Objects.equals(sasl, that.sasl);
    }

    @Override
    public int hashCode() {
        return toJson().hashCode();
    }
}
