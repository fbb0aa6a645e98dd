package io.kazoo.core.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.TlsOptions;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsContextsTest {
    private static SSLEngine engine(TlsOptions options, String host) throws Exception {
        return new TlsContexts(options).engine(host, 2281);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zk1.example.com", "localhost", "zk1.example.com."})
    @Tag("KT286")
    void theServerIsToldTheNameThatTheUserWrote(String host) throws Exception {
        SSLEngine engine = engine(TlsOptions.defaults(), host);
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        assertThat(engine.getSSLParameters().getServerNames()).containsExactly(new SNIHostName(name));
        assertThat(engine.getPeerHost()).isEqualTo(name);
        assertThat(engine.getUseClientMode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "under_score"})
    void addressesAndOddNamesAreNotTold(String host) throws Exception {
        assertThat(engine(TlsOptions.defaults(), host).getSSLParameters().getServerNames())
                .isNullOrEmpty();
    }

    @Test
    void namesAreVerifiedUnlessThatIsSwitchedOff() throws Exception {
        TlsOptions options = TlsOptions.defaults();
        assertThat(engine(options, "h").getSSLParameters().getEndpointIdentificationAlgorithm())
                .isEqualTo("HTTPS");
        assertThat(engine(options.withHostnameVerification(false), "h")
                        .getSSLParameters()
                        .getEndpointIdentificationAlgorithm())
                .isNull();
    }

    @Test
    void versionsAndCipherSuitesAreOffered() throws Exception {
        TlsOptions options = TlsOptions.defaults().withProtocols("TLSv1.3").withCipherSuites("TLS_AES_128_GCM_SHA256");
        SSLEngine engine = engine(options, "h");
        assertThat(engine.getEnabledProtocols()).containsExactly("TLSv1.3");
        assertThat(engine.getEnabledCipherSuites()).containsExactly("TLS_AES_128_GCM_SHA256");
    }

    @Test
    void aContextOfTheApplicationsOwnIsAskedForEachConnection() throws Exception {
        SSLContext own = SSLContext.getDefault();
        int[] asked = {0};
        TlsContexts contexts = new TlsContexts(TlsOptions.of(() -> {
            asked[0]++;
            return own;
        }));
        contexts.engine("h", 1);
        assertThat(contexts.engine("h", 1).getSSLParameters().getEndpointIdentificationAlgorithm())
                .isEqualTo("HTTPS");
        assertThat(asked[0]).isEqualTo(2);
    }
}
