package io.kazoo;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a client speaks TLS. Immutable. Stores are PEM, PKCS12 or JKS files; which one, is seen from the content. They are
 * read when a connection is opened and have changed since, so that renewed certificates count from the next connection
 * on. Server names are verified unless that is switched off.
 */
public final class TlsOptions {
    private static final TlsOptions DEFAULTS = new TlsOptions(null, null, null, true, Offer.ALL);

    private final @Nullable Supplier<SSLContext> context;
    private final @Nullable TrustStore trustStore;
    private final @Nullable KeyStore keyStore;
    private final boolean hostnameVerification;
    private final Offer offer;

    /**
     * Whom to trust.
     *
     * @param file PEM certificates, or a PKCS12 or JKS store
     * @param password of the store, or null; printed as {@code ***}
     */
    public record TrustStore(Path file, @Nullable String password) {
        /** Checks the parts. */
        public TrustStore {
            requireNonNull(file);
        }

        @Override
        public String toString() {
            return "TrustStore[file=" + file + secret(password) + "]";
        }
    }

    /**
     * The client's own key and certificate.
     *
     * @param certificates a PEM file with the certificate and those that lead to a known one; or a PKCS12 or JKS store
     * @param key a PEM file with the key (PKCS #8), the same file perhaps; or the store again
     * @param password of the store or of the key, or null; printed as {@code ***}
     */
    public record KeyStore(
            Path certificates, Path key, @Nullable String password) {
        /** Checks the parts. */
        public KeyStore {
            requireNonNull(certificates);
            requireNonNull(key);
        }

        @Override
        public String toString() {
            return "KeyStore[certificates=" + certificates + ", key=" + key + secret(password) + "]";
        }
    }

    /** What is offered to the server; empty for the JDK's choice. */
    private record Offer(List<String> protocols, List<String> cipherSuites) {
        static final Offer ALL = new Offer(List.of(), List.of());
    }

    private TlsOptions(
            @Nullable Supplier<SSLContext> context,
            @Nullable TrustStore trustStore,
            @Nullable KeyStore keyStore,
            boolean hostnameVerification,
            Offer offer) {
        this.context = context;
        this.trustStore = trustStore;
        this.keyStore = keyStore;
        this.hostnameVerification = hostnameVerification;
        this.offer = offer;
    }

    /** Trusts whom the JDK trusts, shows no certificate, and leaves protocols and cipher suites to the JDK. */
    public static TlsOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Leaves certificates to a context of the application's own.
     *
     * @param context asked for each connection, on a thread that may block; one that returns the same context each time
     *     lets sessions be resumed
     */
    public static TlsOptions of(Supplier<SSLContext> context) {
        return new TlsOptions(requireNonNull(context), null, null, true, Offer.ALL);
    }

    /**
     * Trusts these certificates only.
     *
     * @param file PEM certificates, or a store without a password
     * @throws IllegalStateException if there is a context of the application's own
     */
    public TlsOptions withTrustStore(Path file) {
        return withTrustStore(new TrustStore(file, null));
    }

    /** As {@link #withTrustStore(Path)}, from a PKCS12 or JKS store with a password. */
    public TlsOptions withTrustStore(Path file, String password) {
        return withTrustStore(new TrustStore(file, requireNonNull(password)));
    }

    private TlsOptions withTrustStore(TrustStore store) {
        requireFiles();
        return new TlsOptions(null, store, keyStore, hostnameVerification, offer);
    }

    /**
     * Shows the server a certificate (mutual TLS).
     *
     * @param file a PEM file with a certificate and its key, not encrypted
     * @throws IllegalStateException if there is a context of the application's own
     */
    public TlsOptions withKeyStore(Path file) {
        return withKeyStore(new KeyStore(file, file, null));
    }

    /** As {@link #withKeyStore(Path)}, from a PKCS12 or JKS store, or a PEM file with an encrypted key. */
    public TlsOptions withKeyStore(Path file, String password) {
        return withKeyStore(new KeyStore(file, file, requireNonNull(password)));
    }

    /** As {@link #withKeyStore(Path)}, from two PEM files and with the password of the key, if it has one. */
    public TlsOptions withKeyStore(KeyStore store) {
        requireFiles();
        return new TlsOptions(null, trustStore, requireNonNull(store), hostnameVerification, offer);
    }

    /** Whether the server's certificate must be for the host in the connect string; true if not given. */
    public TlsOptions withHostnameVerification(boolean verify) {
        return new TlsOptions(context, trustStore, keyStore, verify, offer);
    }

    /** The versions to offer, by JSSE's names, for example {@code TLSv1.3}; the JDK's choice if not given. */
    public TlsOptions withProtocols(String... names) {
        return new TlsOptions(
                context, trustStore, keyStore, hostnameVerification, new Offer(List.of(names), offer.cipherSuites));
    }

    /** The cipher suites to offer, by JSSE's names; the JDK's choice if not given. */
    public TlsOptions withCipherSuites(String... names) {
        return new TlsOptions(
                context, trustStore, keyStore, hostnameVerification, new Offer(offer.protocols, List.of(names)));
    }

    private void requireFiles() {
        if (context != null) {
            throw new IllegalStateException("certificates come from an SSLContext, not from files");
        }
    }

    /** Returns where the application's own contexts come from, or null. */
    public @Nullable Supplier<SSLContext> context() {
        return context;
    }

    /** Returns whom to trust, null for whom the JDK trusts. */
    public @Nullable TrustStore trustStore() {
        return trustStore;
    }

    /** Returns the client's own key and certificate, or null. */
    public @Nullable KeyStore keyStore() {
        return keyStore;
    }

    /** Returns whether server names are verified. */
    public boolean hostnameVerification() {
        return hostnameVerification;
    }

    /** Returns the versions to offer, empty for the JDK's choice. */
    public List<String> protocols() {
        return offer.protocols;
    }

    /** Returns the cipher suites to offer, empty for the JDK's choice. */
    public List<String> cipherSuites() {
        return offer.cipherSuites;
    }

    /** Returns the options without passwords. */
    @Override
    public String toString() {
        String certificates = context != null ? "context" : "trustStore=" + trustStore + ", keyStore=" + keyStore;
        return "TlsOptions[" + certificates + ", hostnameVerification=" + hostnameVerification + ", protocols="
                + offer.protocols + ", cipherSuites=" + offer.cipherSuites + "]";
    }

    private static String secret(@Nullable String password) {
        return password == null ? "" : ", password=***";
    }
}
