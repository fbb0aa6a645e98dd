package io.kazoo.core.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemFileTest {
    private static final String ENCRYPTION = "PBEWithHmacSHA256AndAES_256";
    private static final char[] PASSWORD = "pa55word".toCharArray();

    private static PemFile file(String what, byte[] content) {
        String text = "Bag Attributes\n    friendlyName: x\n-----BEGIN " + what + "-----\r\n"
                + Base64.getMimeEncoder().encodeToString(content) + "\r\n-----END " + what + "-----\r\n";
        return new PemFile(text.getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void keysOfAllKinds(String algorithm) throws Exception {
        PrivateKey key =
                KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
        assertThat(file("PRIVATE KEY", key.getEncoded()).key(null).getEncoded()).isEqualTo(key.getEncoded());
    }

    @Test
    void encryptedKeys() throws Exception {
        PrivateKey key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
        Key secret = SecretKeyFactory.getInstance(ENCRYPTION).generateSecret(new PBEKeySpec(PASSWORD));
        Cipher cipher = Cipher.getInstance(ENCRYPTION);
        cipher.init(Cipher.ENCRYPT_MODE, secret);
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("PBES2"); // the name in files
        parameters.init(cipher.getParameters().getEncoded());
        byte[] encrypted = new EncryptedPrivateKeyInfo(parameters, cipher.doFinal(key.getEncoded())).getEncoded();
        PemFile file = file("ENCRYPTED PRIVATE KEY", encrypted);
        assertThat(file.key(PASSWORD).getEncoded()).isEqualTo(key.getEncoded());
        assertThatExceptionOfType(InvalidKeySpecException.class)
                .isThrownBy(() -> file.key(null))
                .withMessageContaining("encrypted");
        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> file.key("another".toCharArray()))
                .satisfies(e -> assertThat(e).hasMessageNotContaining("another"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA PRIVATE KEY", "EC PRIVATE KEY"})
    void olderFormatsAreNamedWithTheWayOut(String format) {
        assertThatExceptionOfType(InvalidKeySpecException.class)
                .isThrownBy(() -> file(format, new byte[9]).key(null))
                .withMessageContaining("openssl pkcs8");
    }

    @Test
    void whatIsNotThereIsSaid() {
        PemFile certificate = file("SOMETHING ELSE", new byte[9]);
        assertThat(certificate.isPem()).isTrue();
        assertThatExceptionOfType(InvalidKeySpecException.class).isThrownBy(() -> certificate.key(null));
        assertThatExceptionOfType(InvalidKeySpecException.class)
                .isThrownBy(() -> file("PRIVATE KEY", new byte[9]).key(null))
                .withMessageContaining("none of");
        assertThat(new PemFile(new byte[] {0x30, 1, 2}).isPem()).isFalse();
    }
}
