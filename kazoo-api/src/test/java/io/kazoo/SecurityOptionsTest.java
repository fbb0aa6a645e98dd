package io.kazoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.kazoo.SaslOptions.DigestMd5;
import io.kazoo.SaslOptions.KerberosService;
import io.kazoo.exceptions.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SecurityOptionsTest {
    private static final Path FILE = Path.of("file");

    @Test
    void passwordsAreNotShown() {
        TlsOptions tls = TlsOptions.defaults().withTrustStore(FILE, "pa55word").withKeyStore(FILE, "pa55word");
        assertThat(tls.toString()).contains("file", "***").doesNotContain("pa55word");
        assertThat(tls.trustStore().toString()).endsWith("password=***]");
        assertThat(tls.keyStore().toString()).endsWith("password=***]");
        assertThat(TlsOptions.defaults().withTrustStore(FILE).toString()).doesNotContain("password");
        assertThat(SaslOptions.digestMd5("user", "pa55word")).hasToString("DigestMd5[username=user, password=***]");
    }

    @Test
    void optionsAreValues() {
        TlsOptions tls = TlsOptions.defaults();
        assertThat(tls.withHostnameVerification(false).hostnameVerification()).isFalse();
        assertThat(tls.hostnameVerification())
                .as("verified unless switched off")
                .isTrue();
        assertThat(tls.withProtocols("TLSv1.3").withCipherSuites("a", "b").protocols())
                .containsExactly("TLSv1.3");
        assertThat(tls.protocols()).isEmpty();
        KerberosService service =
                KerberosService.DEFAULT.withName("zk").withHost("h").withCanonicalHost(false);
        assertThat(service).isEqualTo(new KerberosService("zk", "h", false));
        assertThat(SaslOptions.kerberosTicketCache().withService(service).service())
                .isSameAs(service);
        assertThat(SaslOptions.jaas("Client").withService(service).service()).isSameAs(service);
    }

    /** An SSLContext knows its certificates; files beside it would be silently without effect. */
    @Test
    @Tag("KT288")
    void optionsThatContradictEachOtherAreRefused() {
        TlsOptions own = TlsOptions.of(() -> null);
        assertThatIllegalStateException().isThrownBy(() -> own.withTrustStore(FILE));
        assertThatIllegalStateException().isThrownBy(() -> own.withKeyStore(FILE));
        assertThat(own.withHostnameVerification(false).context()).isSameAs(own.context());
    }

    @Test
    void aCredentialForSaslIsUserAndPassword() {
        assertThat(SaslOptions.digestMd5(credential("user:pass:word"))).isEqualTo(new DigestMd5("user", "pass:word"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SaslOptions.digestMd5(credential("pa55word")))
                .satisfies(e -> assertThat(e).hasMessageNotContaining("pa55word"));
    }

    @Test
    void thereIsOneIdentity() {
        KazooClientBuilder builder = KazooClient.builder().auth("sasl", "user:pa55word");
        builder.sasl(SaslOptions.digestMd5("user", "pa55word"));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> builder.sasl(SaslOptions.jaas("Client")))
                .satisfies(e -> assertThat(e).hasMessageNotContaining("pa55word"));
    }

    private static AuthData credential(String text) {
        return new AuthData("sasl", text.getBytes(StandardCharsets.UTF_8));
    }
}
