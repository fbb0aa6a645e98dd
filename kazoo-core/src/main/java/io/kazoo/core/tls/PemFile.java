package io.kazoo.core.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** Certificates and keys in text, between BEGIN and END lines. */
final class PemFile {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private final String text;

    PemFile(byte[] content) {
        text = new String(content, StandardCharsets.ISO_8859_1);
    }

    /** Tells whether this is such text at all. */
    boolean isPem() {
        return text.contains("-----BEGIN ");
    }

    List<Certificate> certificates() throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<Certificate> found = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            if (block.group(1).endsWith("CERTIFICATE")) {
                found.add(factory.generateCertificate(new ByteArrayInputStream(decoded(block))));
            }
        }
        return found;
    }

    /**
     * Returns the first private key.
     *
     * @param password if it is encrypted
     * @throws GeneralSecurityException if there is none that can be read
     */
    PrivateKey key(char @Nullable [] password) throws GeneralSecurityException, IOException {
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            switch (block.group(1)) {
                case "PRIVATE KEY" -> {
                    return key(new PKCS8EncodedKeySpec(decoded(block)));
                }
                case "ENCRYPTED PRIVATE KEY" -> {
                    if (password == null) {
                        throw new InvalidKeySpecException("the key is encrypted, and there is no password for it");
                    }
                    return key(decrypted(new EncryptedPrivateKeyInfo(decoded(block)), password));
                }
                case "RSA PRIVATE KEY", "EC PRIVATE KEY" ->
                    throw new InvalidKeySpecException(
                            "the key is not in PKCS #8; \"openssl pkcs8 -topk8\" converts it");
                default -> {
                    // certificates, parameters
                }
            }
        }
        throw new InvalidKeySpecException("there is no private key");
    }

    private static byte[] decoded(Matcher block) {
        return Base64.getMimeDecoder().decode(block.group(2));
    }

    private static PKCS8EncodedKeySpec decrypted(EncryptedPrivateKeyInfo info, char[] password)
            throws GeneralSecurityException {
        // With PBES2, which everything makes now, the parameters know the algorithm and the name does not.
        String algorithm = info.getAlgParameters() == null
                ? info.getAlgName()
                : info.getAlgParameters().toString();
        Key key = SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password));
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(Cipher.DECRYPT_MODE, key, info.getAlgParameters());
        return info.getKeySpec(cipher);
    }

    private static PrivateKey key(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                // of another algorithm
            }
        }
        throw new InvalidKeySpecException("the key is none of " + ALGORITHMS);
    }
}
