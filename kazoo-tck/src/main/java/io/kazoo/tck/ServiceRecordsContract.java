package io.kazoo.tck;

import static io.kazoo.KazooState.CONNECTED;
import static io.kazoo.KazooState.SUSPENDED;
import static io.kazoo.tck.HostListContract.hostPort;
import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.AsyncResult;
import io.kazoo.ClientId;
import io.kazoo.HostPort;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.exceptions.ConfigurationException;
import io.kazoo.exceptions.KazooException;
import io.kazoo.tck.NameServer.Srv;
import io.kazoo.testing.FaultProxy;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that the SRV records of a name tell of. */
public abstract class ServiceRecordsContract extends ClientContract {
    private static final String SERVICE = "dns-srv://_zookeeper._tcp.kazoo.test";

    private NameServer dns;

    /** For subclasses. */
    protected ServiceRecordsContract() {}

    @BeforeEach
    void startNameServer() {
        dns = closeLater(NameServer.start());
    }

    private static Srv to(FaultProxy proxy, int priority) {
        return new Srv(priority, 1, hostPort(proxy).port(), hostPort(proxy).host() + ".");
    }

    private FaultProxy secondProxy() {
        return closeLater(FaultProxy.to(server().socketAddress()));
    }

    @Test
    void theFirstPriorityIsTriedFirst() {
        FaultProxy second = secondProxy();
        dns.knows(to(second, 7), to(proxy(), 3));
        for (int i = 0; i < 5; i++) {
            try (KazooClient client = builder().hosts(SERVICE).build()) {
                client.start(LIMIT);
                assertThat(client.connectedServer()).hasValue(hostPort(proxy()));
                assertThat(client.hosts().servers()).containsExactly(HostPort.service("_zookeeper._tcp.kazoo.test"));
            }
        }
        assertThat(second.connectionsAccepted()).isZero();
    }

    @Test
    void theyAreAskedForAgainWhenTheServerIsLost() {
        FaultProxy second = secondProxy();
        dns.knows(to(proxy(), 0));
        KazooClient client = startClient(builder -> builder.hosts(SERVICE));
        ClientId session = client.clientId().orElseThrow();
        Events<KazooState> states = new Events<>();
        client.addListener(states::add);
        dns.knows(to(second, 0));
        proxy().refuseConnections(true);
        proxy().cut();
        assertThat(states.awaitSize(2)).startsWith(SUSPENDED, CONNECTED);
        assertThat(client.connectedServer()).hasValue(hostPort(second));
        assertThat(client.clientId()).hasValue(session);
        assertWorks(client);
    }

    @Test
    void aServiceThatIsNotThereYetMayCome() {
        KazooClient client = closeLater(builder().hosts(SERVICE).build());
        AsyncResult<?> started = client.async().start();
        eventually(() -> assertThat(dns.questions()).isPositive());
        assertThat(client.isConnected()).isFalse();
        dns.knows(to(proxy(), 0));
        started.get(LIMIT);
        assertThat(client.connectedServer()).hasValue(hostPort(proxy()));
    }

    @Test
    void aSilentNameServerHoldsUpNobodyLongerThanHeWaits() {
        dns.staysSilent();
        KazooClient client = closeLater(builder().hosts(SERVICE).build());
        assertThatExceptionOfType(KazooException.class).isThrownBy(() -> client.start(Duration.ofMillis(300)));
        assertThat(dns.questions()).isPositive();
    }

    @Test
    void recordsOfNoUseAreLeftOut() {
        dns.knows(
                new Srv(0, 0, 0, hostPort(proxy()).host() + "."),
                new Srv(0, 0, 2181, "."),
                new Srv(0, 0, 2181, "no such host."),
                to(proxy(), 9));
        KazooClient client = startClient(builder -> builder.hosts(SERVICE));
        assertThat(client.connectedServer()).hasValue(hostPort(proxy()));
    }

    /** The servers of the records are those of the list: a client stays with one of them when hosts join the list. */
    @Test
    void aListThatStillHasTheServiceMovesNobody() {
        dns.knows(to(proxy(), 0));
        KazooClient client = startClient(builder -> builder.hosts(SERVICE));
        client.setHosts(SERVICE);
        assertWorks(client);
        assertThat(proxy().connectionsAccepted()).isEqualTo(1);
    }

    @Test
    void eitherTheRecordsOrTheEnsembleTell() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> builder().hosts(SERVICE).followEnsemble(true).build());
    }
}
