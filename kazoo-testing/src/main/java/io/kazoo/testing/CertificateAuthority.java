package io.kazoo.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Issues certificates for tests, with the JDK's keytool: made when they are needed, so that none expires by itself. */
public final class CertificateAuthority {
    /** The password of all stores. */
    public static final String PASSWORD = "changeit";

    private static final String ALIAS = "key";
    private static final int KEYTOOL_SECONDS = 30;

    private final Path folder;
    private final String name;
    private final Path store;

    /**
     * Makes one with a key of its own.
     *
     * @param folder where its files go
     * @param name what its files, and itself, are called
     */
    public CertificateAuthority(Path folder, String name) {
        this.folder = folder;
        this.name = name;
        this.store = folder.resolve(name + ".p12");
        keytool(genKey(store, "CN=" + name, "-2d", 10, "bc:critical=ca:true"));
    }

    /** Returns its own certificate, in PEM. */
    public Path pem() {
        return write(folder.resolve(name + ".pem"), text("CERTIFICATE", encoded(certificate(store))));
    }

    /** Returns a PKCS12 store with its own certificate, for who is to trust it. */
    public Path trustStore() {
        return trustStore("PKCS12");
    }

    /** Returns a store of a type with its own certificate, for who is to trust it. */
    public Path trustStore(String type) {
        return saved(folder.resolve(name + "-trust." + type), type, made -> {
            made.setCertificateEntry("ca", certificate(store));
        });
    }

    /**
     * Issues a certificate that is valid now.
     *
     * @param owner the common name, and what the files are called
     * @param names further names, as {@code dns:localhost} or {@code ip:127.0.0.1}
     * @return a PKCS12 store with the key and both certificates
     */
    public Path issue(String owner, String... names) {
        return issue(owner, "-1d", names);
    }

    /** As {@link #issue}, but the certificate has expired a day ago. */
    public Path issueExpired(String owner, String... names) {
        return issue(owner, "-2d", names);
    }

    private Path issue(String owner, String from, String... names) {
        int days = from.equals("-2d") ? 1 : 5;
        Path keys = folder.resolve(owner + "-key.p12");
        Path request = folder.resolve(owner + ".csr");
        Path certificate = folder.resolve(owner + ".cer");
        keytool(genKey(keys, "CN=" + owner, from, days, "bc=ca:false"));
        keytool(List.of("-certreq", "-alias", ALIAS, "-keystore", keys.toString(), "-file", request.toString()));
        List<String> sign = new ArrayList<>(List.of("-gencert", "-alias", ALIAS, "-keystore", store.toString()));
        sign.addAll(List.of("-infile", request.toString(), "-outfile", certificate.toString()));
        sign.addAll(List.of("-startdate", from, "-validity", Integer.toString(days)));
        if (names.length > 0) {
            sign.addAll(List.of("-ext", "SAN=" + String.join(",", names)));
        }
        keytool(sign);
        return saved(folder.resolve(owner + ".p12"), "PKCS12", made -> {
            Certificate[] chain = {parsed(Files.readAllBytes(certificate)), certificate(store)};
            made.setKeyEntry(ALIAS, key(keys), PASSWORD.toCharArray(), chain);
        });
    }

    /** Returns what a store that {@link #issue} has made holds, as PEM: the key, then the certificates. */
    public Path pem(Path keyStore) {
        try {
            KeyStore loaded = loaded(keyStore);
            StringBuilder all =
                    new StringBuilder(text("PRIVATE KEY", key(keyStore).getEncoded()));
            for (Certificate certificate : loaded.getCertificateChain(ALIAS)) {
                all.append(text("CERTIFICATE", encoded(certificate)));
            }
            return write(keyStore.resolveSibling(keyStore.getFileName() + ".pem"), all.toString());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> genKey(Path keys, String owner, String from, int days, String extension) {
        List<String> command = new ArrayList<>(List.of("-genkeypair", "-alias", ALIAS, "-keyalg", "EC"));
        command.addAll(List.of("-groupname", "secp256r1", "-storetype", "PKCS12", "-keystore", keys.toString()));
        command.addAll(List.of("-dname", owner, "-startdate", from, "-validity", Integer.toString(days)));
        command.addAll(List.of("-ext", extension));
        return command;
    }

    private void keytool(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(arguments);
        command.addAll(List.of("-storepass", PASSWORD));
        try {
            Path output = folder.resolve("keytool.log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("keytool does not end: " + arguments);
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException("keytool " + arguments + ": " + Files.readString(output));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while keytool ran", e);
        }
    }

    /** Puts something into a store. */
    private interface Filling {
        void fill(KeyStore made) throws GeneralSecurityException, IOException;
    }

    private static Path saved(Path file, String type, Filling filling) {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore made = KeyStore.getInstance(type);
            made.load(null, null);
            filling.fill(made);
            made.store(out, PASSWORD.toCharArray());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore loaded(Path file) throws GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Key key(Path file) throws GeneralSecurityException {
        return loaded(file).getKey(ALIAS, PASSWORD.toCharArray());
    }

    private static Certificate certificate(Path file) {
        try {
            return loaded(file).getCertificate(ALIAS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Certificate parsed(byte[] bytes) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
    }

    private static byte[] encoded(Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(String what, byte[] content) {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
    }

    private static Path write(Path file, String content) {
        try {
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
