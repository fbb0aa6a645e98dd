package io.kazoo.handler.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kazoo.SaslOptions;
import io.kazoo.TlsOptions;
import io.kazoo.exceptions.ConfigurationException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.tracing.TracingPolicy;
import org.junit.jupiter.api.Test;

class KazooVertxOptionsTest {
    private static KazooVertxOptions unusual() {
        return new KazooVertxOptions("zookeeper://h1,h2:2182/app")
                .setSessionTimeout(3_000)
                .setRandomizeHosts(false)
                .setMaxPending(7)
                .setMaxRequestBytes(4_096)
                .setMaxReplyBytes(8_192)
                .setRequestTimeout(1_500)
                .setReadOnly(true)
                .setShared(true)
                .setName("mine")
                .setMetricsName("zk")
                .setTracingPolicy(TracingPolicy.ALWAYS)
                .setNetClientOptions(new NetClientOptions().setSsl(true).setTcpKeepAlive(true))
                .addAuth("digest", "user:secret");
    }

    @Test
    void theUriIsAConnectStringWithAScheme() {
        assertThat(unusual().getHosts()).isEqualTo("h1,h2:2182/app");
        assertThat(new KazooVertxOptions("h1/app").getHosts()).isEqualTo("h1/app");
        for (String wrong : new String[] {"http://h1", "zookeeper://", "h1:port"}) {
            assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> new KazooVertxOptions(wrong));
        }
    }

    @Test
    void jsonCarriesEverything() {
        KazooVertxOptions back =
                new KazooVertxOptions(new JsonObject(unusual().toJson().encode()));
        assertThat(back.toJson()).isEqualTo(unusual().toJson());
        assertThat(back).isEqualTo(unusual()).hasSameHashCodeAs(unusual());
        assertThat(back.getAuth()).isEqualTo(unusual().getAuth());
        assertThat(back.getNetClientOptions().isSsl()).isTrue();
        JsonObject defaults = new KazooVertxOptions().toJson();
        defaults.forEach(each -> {
            if (!each.getKey().equals("netClientOptions")) {
                assertThat(unusual().toJson().getValue(each.getKey()))
                        .as("%s is unusual, so the test says something about it", each.getKey())
                        .isNotEqualTo(each.getValue());
            }
        });
    }

    @Test
    void whatJsonLeavesOutKeepsItsDefault() {
        assertThat(new KazooVertxOptions(new JsonObject())).isEqualTo(new KazooVertxOptions());
    }

    @Test
    void aCopyHasALifeOfItsOwn() {
        KazooVertxOptions original = unusual();
        KazooVertxOptions copy = new KazooVertxOptions(original);
        assertThat(copy).isEqualTo(original);
        copy.getNetClientOptions().setSsl(false);
        copy.addAuth("digest", "other:secret");
        assertThat(original).isEqualTo(unusual()).isNotEqualTo(copy);
    }

    @Test
    void securityIsCopiedAndComparedButNotWritten() {
        KazooVertxOptions options = unusual()
                .setTls(TlsOptions.defaults().withProtocols("TLSv1.3"))
                .setSasl(SaslOptions.digestMd5("user", "pa55word"));
        KazooVertxOptions copy = new KazooVertxOptions(options);
        assertThat(copy).isEqualTo(options).isNotEqualTo(unusual());
        assertThat(copy.getTls()).isSameAs(options.getTls());
        assertThat(copy.getSasl()).isSameAs(options.getSasl());
        assertThat(options.toJson()).isEqualTo(unusual().toJson());
    }

    @Test
    void tlsIsConfiguredOnce() {
        KazooVertxOptions twice = unusual().setTls(TlsOptions.defaults());
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> KazooVertx.client(Loops.shared(), twice.setShared(false)))
                .withMessageContaining("twice");
    }

    @Test
    void numbersArePositive() {
        KazooVertxOptions options = new KazooVertxOptions();
        assertThatIllegalArgumentException().isThrownBy(() -> options.setSessionTimeout(0));
        assertThatIllegalArgumentException().isThrownBy(() -> options.setMaxPending(0));
        assertThatIllegalArgumentException().isThrownBy(() -> options.setMaxRequestBytes(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> options.setMaxReplyBytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> options.setRequestTimeout(-1));
    }
}
