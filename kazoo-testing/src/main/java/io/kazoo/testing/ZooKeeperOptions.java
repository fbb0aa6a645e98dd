package io.kazoo.testing;

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
 */
public record ZooKeeperOptions(
        Duration tickTime,
        Duration maxSessionTimeout,
        Map<String, String> config,
        Map<String, String> systemProperties,
        List<String> jvmOptions) {

    private static final String KEY_STORE = "ssl.keyStore.location";

    /** Checks the times and copies the collections. */
    public ZooKeeperOptions {
        requireMillis("tickTime", tickTime);
        requireMillis("maxSessionTimeout", maxSessionTimeout);
        config = Map.copyOf(config);
        systemProperties = Map.copyOf(systemProperties);
        jvmOptions = List.copyOf(jvmOptions);
    }

    /**
     * Ticks of 500 ms (so that faults are noticed in about three seconds and sessions may be as short as one), sessions of up to
     * one minute, and nothing else changed.
     */
    public static ZooKeeperOptions defaults() {
        return new ZooKeeperOptions(Duration.ofMillis(500), Duration.ofMinutes(1), Map.of(), Map.of(), List.of());
    }

    /** These options with another tick time. */
    public ZooKeeperOptions withTickTime(Duration newTickTime) {
        return new ZooKeeperOptions(newTickTime, maxSessionTimeout, config, systemProperties, jvmOptions);
    }

    /** These options with another upper limit for session timeouts. */
    public ZooKeeperOptions withMaxSessionTimeout(Duration newMaxSessionTimeout) {
        return new ZooKeeperOptions(tickTime, newMaxSessionTimeout, config, systemProperties, jvmOptions);
    }

    /** These options with one more line of configuration, such as {@code ("snapCount", "1000")}. */
    public ZooKeeperOptions withConfig(String name, String value) {
        return new ZooKeeperOptions(
                tickTime, maxSessionTimeout, plus(config, name, value), systemProperties, jvmOptions);
    }

    /** These options with one more system property of the server's JVM, such as {@code ("jute.maxbuffer", "4096")}. */
    public ZooKeeperOptions withSystemProperty(String name, String value) {
        return new ZooKeeperOptions(
                tickTime, maxSessionTimeout, config, plus(systemProperties, name, value), jvmOptions);
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
                .withConfig("ssl.enabledProtocols", "TLSv1.2,TLSv1.3")
                .withConfig("ssl.clientAuth", trustStore == null ? "none" : "need");
        return trustStore == null
                ? options
                : options.withConfig("ssl.trustStore.location", trustStore.toString())
                        .withConfig("ssl.trustStore.type", "PKCS12")
                        .withConfig("ssl.trustStore.password", password);
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
        return new ZooKeeperOptions(tickTime, maxSessionTimeout, config, systemProperties, options);
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
