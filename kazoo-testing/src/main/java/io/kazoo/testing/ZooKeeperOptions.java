package io.kazoo.testing;

import io.kazoo.testing.support.Environment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How test servers are set up. Immutable; two equal values describe servers that tests can share. Begin with
 * {@link #defaults()} and change what the test needs:
 *
 * <pre>{@code
 * ZooKeeperOptions.defaults().withTickTime(Duration.ofSeconds(2)).withConfig("localSessionsEnabled", "true")
 * }</pre>
 *
 * @param tickTime the server's unit of time, a whole number of milliseconds: the shortest session timeout is two of
 *     them, expiry is rounded up to one, a silent member of an ensemble is given up after {@code syncLimit} of them
 * @param maxSessionTimeout the longest session timeout the server grants, a whole number of milliseconds
 * @param config further lines of the configuration file (name to value), overriding those this module writes
 * @param systemProperties further system properties of the server's JVM (name to value)
 * @param jvmOptions further options of the server's JVM; they win over those this module gives, which make a server
 *     small and quick to start rather than fast
 * @param observersFrom the lowest id of a member that only observes, ids beginning at 1; 0 if none does
 */
public record ZooKeeperOptions(
        Duration tickTime,
        Duration maxSessionTimeout,
        Map<String, String> config,
        Map<String, String> systemProperties,
        List<String> jvmOptions,
        int observersFrom) {

    private static final String KEY_STORE = "ssl.keyStore.location";

    /** For TLS 1.3 and 1.2, whatever the kind of the key; what servers before 3.9 choose by themselves is for 1.2 alone. */
    private static final String CIPHERS = "TLS_AES_256_GCM_SHA384,TLS_AES_128_GCM_SHA256,"
            + "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";

    /** Checks the times and copies the collections. */
    public ZooKeeperOptions {
        requireMillis("tickTime", tickTime);
        requireMillis("maxSessionTimeout", maxSessionTimeout);
        config = Map.copyOf(config);
        systemProperties = Map.copyOf(systemProperties);
        jvmOptions = List.copyOf(jvmOptions);
        if (observersFrom != 0 && observersFrom < 3) {
            throw new IllegalArgumentException(
                    "Two members at least must be able to lead, observersFrom is 0 or from 3: " + observersFrom);
        }
    }

    /**
     * Ticks of 500 ms (so that faults are noticed in about three seconds and sessions may be as short as one), sessions of up to
     * one minute, and nothing else changed, unless the environment says so as it does to kazoo's tests:
     * {@code ZOOKEEPER_OBSERVER_START_ID} and {@code ZOOKEEPER_LOCAL_SESSION_RO}.
     */
    public static ZooKeeperOptions defaults() {
        Environment environment = Environment.system();
        ZooKeeperOptions options = new ZooKeeperOptions(
                Duration.ofMillis(500),
                Duration.ofMinutes(1),
                Map.of(),
                Map.of(),
                List.of(),
                environment.observerStartId());
        return environment.hasLocalSessions()
                ? options.withConfig("localSessionsEnabled", "true").withConfig("localSessionsUpgradingEnabled", "true")
                : options;
    }

    /** These options with another tick time. */
    public ZooKeeperOptions withTickTime(Duration newTickTime) {
        return new ZooKeeperOptions(
                newTickTime, maxSessionTimeout, config, systemProperties, jvmOptions, observersFrom);
    }

    /** These options with another upper limit for session timeouts. */
    public ZooKeeperOptions withMaxSessionTimeout(Duration newMaxSessionTimeout) {
        return new ZooKeeperOptions(
                tickTime, newMaxSessionTimeout, config, systemProperties, jvmOptions, observersFrom);
    }

    /** These options with one more line of configuration, such as {@code ("snapCount", "1000")}. */
    public ZooKeeperOptions withConfig(String name, String value) {
        return new ZooKeeperOptions(
                tickTime, maxSessionTimeout, plus(config, name, value), systemProperties, jvmOptions, observersFrom);
    }

    /** These options with one more system property of the server's JVM, such as {@code ("jute.maxbuffer", "4096")}. */
    public ZooKeeperOptions withSystemProperty(String name, String value) {
        return new ZooKeeperOptions(
                tickTime, maxSessionTimeout, config, plus(systemProperties, name, value), jvmOptions, observersFrom);
    }

    /**
     * These options with a second port, for TLS: {@link ManagedZooKeeper#secureAddress()}.
     *
     * @param keyStore the server's key and certificate, PKCS12
     * @param trustStore whose certificates clients must have, PKCS12; with null they need none
     * @param password of both
     */
    public ZooKeeperOptions withTls(Path keyStore, @Nullable Path trustStore, String password) {
        ZooKeeperOptions options = withConfig("serverCnxnFactory", "org.apache.zookeeper.server.NettyServerCnxnFactory")
                .withConfig(KEY_STORE, keyStore.toString())
                .withConfig("ssl.keyStore.type", "PKCS12")
                .withConfig("ssl.keyStore.password", password)
                .withConfig("ssl.protocol", "TLSv1.3") // servers before 3.9 would have no more than 1.2
                .withConfig("ssl.ciphersuites", CIPHERS)
                .withConfig("ssl.enabledProtocols", "TLSv1.2,TLSv1.3")
                .withConfig("ssl.clientAuth", trustStore == null ? "none" : "need");
        return trustStore == null
                ? options
                : options.withConfig("ssl.trustStore.location", trustStore.toString())
                        .withConfig("ssl.trustStore.type", "PKCS12")
                        .withConfig("ssl.trustStore.password", password);
    }

    /** Tells whether a member, counted from 0, only observes. */
    boolean isObserver(int index) {
        return observersFrom > 0 && index + 1 >= observersFrom;
    }

    /** Tells whether servers have a port for TLS. */
    boolean hasTls() {
        return config.containsKey(KEY_STORE);
    }

    /**
     * These options with SASL.
     *
     * @param jaas a JAAS configuration with a section {@code Server}
     */
    public ZooKeeperOptions withSasl(Path jaas) {
        return withConfig("authProvider.sasl", "org.apache.zookeeper.server.auth.SASLAuthenticationProvider")
                .withSystemProperty("java.security.auth.login.config", jaas.toString())
                .withSystemProperty("zookeeper.fips-mode", "false");
    }

    /** These options with one more option of the server's JVM, such as {@code -Xmx1g}. */
    public ZooKeeperOptions withJvmOption(String option) {
        List<String> options = new ArrayList<>(jvmOptions);
        options.add(option);
        return new ZooKeeperOptions(tickTime, maxSessionTimeout, config, systemProperties, options, observersFrom);
    }

    /** These options with members that only observe: all whose id, from 1, is at least this one; 0 for none. */
    public ZooKeeperOptions withObserversFrom(int id) {
        return new ZooKeeperOptions(tickTime, maxSessionTimeout, config, systemProperties, jvmOptions, id);
    }

    private static void requireMillis(String name, Duration value) {
        if (value.toMillis() < 1 || value.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + " must be 1 to " + Integer.MAX_VALUE + " ms, not " + value);
        }
    }

    private static Map<String, String> plus(Map<String, String> map, String name, String value) {
        Map<String, String> copy = new LinkedHashMap<>(map);
        copy.put(name, value);
        return copy;
    }
}
