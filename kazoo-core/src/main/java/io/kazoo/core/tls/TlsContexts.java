package io.kazoo.core.tls;

import io.kazoo.TlsOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes an engine for each connection, from files that are read again when they have changed. Reading blocks. */
public final class TlsContexts {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
    private static final char[] NO_PASSWORD = {};

    private final TlsOptions options;
    private volatile @Nullable Loaded latest;

    /** Makes it; no file is looked at before the first connection. */
    public TlsContexts(TlsOptions options) {
        this.options = options;
    }

    /** A context, and what the files it was made of looked like. */
    private record Loaded(SSLContext context, List<Stamp> stamps) {}

    /** Tells one state of a file from another. */
    private record Stamp(
            FileTime modified, long size, @Nullable Object key) {
        static Stamp of(Path file) throws IOException {
            var attributes = Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    /**
     * Makes the client's side of a connection.
     *
     * @param host the server as the user wrote it
     * @throws IOException if a file cannot be read
     * @throws GeneralSecurityException if it cannot be understood
     */
    public SSLEngine engine(String host, int port) throws IOException, GeneralSecurityException {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        SSLEngine engine = context().createSSLEngine(name, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        if (options.hostnameVerification()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        SNIHostName indication = indication(name);
        if (indication != null) {
            parameters.setServerNames(List.of(indication)); // the JDK itself leaves names without a dot out
        }
        if (!options.protocols().isEmpty()) {
            parameters.setProtocols(options.protocols().toArray(String[]::new));
        }
        if (!options.cipherSuites().isEmpty()) {
            parameters.setCipherSuites(options.cipherSuites().toArray(String[]::new));
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    private static @Nullable SNIHostName indication(String name) {
        try {
            return ADDRESS.matcher(name).matches() ? null : new SNIHostName(name);
        } catch (IllegalArgumentException e) {
            return null; // a name that works although it must not, for example with an underscore
        }
    }

    private SSLContext context() throws IOException, GeneralSecurityException {
        Supplier<SSLContext> own = options.context();
        if (own != null) {
            return own.get();
        }
        List<Stamp> stamps =
                new ArrayList<>(); // taken before the files are read: what changes meanwhile shows next time
        for (Path file : files()) {
            stamps.add(Stamp.of(file));
        }
        Loaded known = latest;
        if (known != null && known.stamps.equals(stamps)) {
            return known.context;
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers(), trustManagers(), null);
        latest = new Loaded(context, stamps);
        return context;
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        if (options.trustStore() != null) {
            files.add(options.trustStore().file());
        }
        if (options.keyStore() != null) {
            files.add(options.keyStore().certificates());
            files.add(options.keyStore().key());
        }
        return files;
    }

    private TrustManager @Nullable [] trustManagers() throws IOException, GeneralSecurityException {
        TlsOptions.TrustStore trust = options.trustStore();
        if (trust == null) {
            return null;
        }
        KeyStore store = understood(trust.file(), content -> {
            PemFile pem = new PemFile(content);
            if (!pem.isPem()) {
                return binary(content, trust.password());
            }
            KeyStore made = empty();
            for (Certificate certificate : pem.certificates()) {
                made.setCertificateEntry("trusted-" + made.size(), certificate);
            }
            return made;
        });
        if (store.size() == 0) {
            throw new KeyStoreException(trust.file() + " holds no certificate");
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private KeyManager @Nullable [] keyManagers() throws IOException, GeneralSecurityException {
        TlsOptions.KeyStore keys = options.keyStore();
        if (keys == null) {
            return null;
        }
        char[] password =
                keys.password() == null ? NO_PASSWORD : keys.password().toCharArray();
        KeyStore store = understood(keys.key(), content -> {
            PemFile pem = new PemFile(content);
            if (!pem.isPem()) {
                return binary(content, keys.password());
            }
            List<Certificate> chain = understood(keys.certificates(), text -> new PemFile(text).certificates());
            if (chain.isEmpty()) {
                throw new KeyStoreException(keys.certificates() + " holds no certificate");
            }
            KeyStore made = empty();
            made.setKeyEntry(
                    "client",
                    pem.key(keys.password() == null ? null : password),
                    password,
                    chain.toArray(Certificate[]::new));
            return made;
        });
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }

    /** Makes something of a file's content. */
    private interface Reading<T> {
        T of(byte[] content) throws IOException, GeneralSecurityException;
    }

    private static <T> T understood(Path file, Reading<T> reading) throws IOException, GeneralSecurityException {
        byte[] content = Files.readAllBytes(file);
        try {
            return reading.of(content);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new KeyStoreException("cannot make use of " + file + ": " + e.getMessage(), e);
        }
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** The JDK sees by itself whether it is JKS or PKCS12. */
    private static KeyStore binary(byte[] content, @Nullable String password)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12"); // with keystore.type.compat it reads JKS too
        store.load(new ByteArrayInputStream(content), password == null ? null : password.toCharArray());
        return store;
    }
}
