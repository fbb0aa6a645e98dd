package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.kazoo.KazooClient;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.ProtocolException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Four-letter words and the server's version. */
public abstract class ServerCommandContract extends ClientContract {
    /** For subclasses. */
    protected ServerCommandContract() {}

    @Test
    void theConnectedServerAnswers() {
        KazooClient client = startClient();
        assertThat(client.command("ruok")).isEqualTo("imok");
        assertThat(client.async().command("ruok").get(LIMIT)).isEqualTo("imok");
        assertThat(client.command("mntr"))
                .as("a long answer, to its end")
                .contains("zk_version", "zk_approximate_data_size");
    }

    @Test
    @Tag("KT323")
    void theVersionIsThatOfTheConnectedServer() {
        KazooClient client = startClient();
        assertThat(client.serverVersion()).matches("3\\.\\d+\\.\\d+");
        assertThat(client.async().serverVersion().get(LIMIT)).isEqualTo(client.serverVersion());
        assertThat(server().ask("srvr")).contains(client.serverVersion());
    }

    @Test
    @Tag("KT029")
    void fourUselessAnswersAreEnough() throws Exception {
        try (ScriptedZooKeeper scripted = new ScriptedZooKeeper()) {
            KazooClient client = startClient(builder -> builder.hosts(scripted.hosts()));
            for (String useless : new String[] {"", "zookeeper.version=", "Zookeeper version: 1", "zookeeper"}) {
                scripted.answerWord(useless);
            }
            assertThatExceptionOfType(ProtocolException.class).isThrownBy(client::serverVersion);
            assertThat(scripted.words()).isEqualTo(4);
            assertThat(client.isConnected()).isTrue();
        }
    }

    @Test
    @Tag("KT030")
    void truncatedAnswersAreAskedForAgain() throws Exception {
        try (ScriptedZooKeeper scripted = new ScriptedZooKeeper()) {
            KazooClient client = startClient(builder -> builder.hosts(scripted.hosts()));
            scripted.answerWord("");
            scripted.answerWord("Environment:\nzookeeper.version=1");
            scripted.answerWord("Zookeeper ver");
            scripted.answerWord(
                    "Zookeeper version: 1.2-abc, built on 2020\nzookeeper.version=1.2-abc, built on 2020\n");
            assertThat(client.serverVersion()).isEqualTo("1.2");
            assertThat(scripted.words()).isEqualTo(4);
        }
    }

    @Test
    @Tag("KT046")
    void withoutAConnectionThereIsNobodyToAsk() {
        KazooClient client = startClient();
        client.stop();
        assertThatExceptionOfType(ConnectionLossException.class).isThrownBy(client::serverVersion);
        assertThatExceptionOfType(ConnectionLossException.class).isThrownBy(() -> client.command("ruok"));
    }

    @Test
    void nullIsRefusedInTheCall() {
        KazooClient client = startClient();
        assertThatNullPointerException().isThrownBy(() -> client.command(nothing()));
        assertThatNullPointerException().isThrownBy(() -> client.async().command(nothing()));
        assertWorks(client);
    }
}
