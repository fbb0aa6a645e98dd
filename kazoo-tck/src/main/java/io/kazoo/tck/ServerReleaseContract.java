package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.WatchMode;
import io.kazoo.WatchType;
import io.kazoo.exceptions.UnsupportedByServerException;
import io.kazoo.tck.OldServerContract.Newer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real servers of the release under test know, and what becomes of the rest. */
public abstract class ServerReleaseContract extends ClientContract {
    /** For subclasses. */
    protected ServerReleaseContract() {}

    /** A server alone refuses to be reconfigured, with the same error as one that does not know how. */
    static Stream<Newer> newerOperations() {
        return OldServerContract.newerOperations()
                .filter(operation -> !operation.name().equals("reconfig"));
    }

    @ParameterizedTest
    @MethodSource("newerOperations")
    void whatTheServerDoesNotKnowIsAskedOnceAndTheSessionGoesOn(Newer operation) {
        KazooClient client = startClient();
        Events<KazooState> states = new Events<>();
        client.addListener(states::add);
        var session = sessionOf(client);
        if (release().isSince(operation.since())) {
            Throwable failure = catchThrowable(() -> operation.call().accept(client));
            assertThat(failure instanceof UnsupportedByServerException)
                    .as("%s", failure)
                    .isFalse();
            assertWorks(client);
            assertThat(states.all()).isEmpty();
        } else {
            assertThatExceptionOfType(UnsupportedByServerException.class)
                    .isThrownBy(() -> operation.call().accept(client))
                    .withMessageContaining("it needs ZooKeeper 3." + operation.since());
            states.awaitExactly(KazooState.SUSPENDED, KazooState.CONNECTED);
            assertThatExceptionOfType(UnsupportedByServerException.class)
                    .isThrownBy(() -> operation.call().accept(client));
            assertWorks(client);
            states.awaitExactly(KazooState.SUSPENDED, KazooState.CONNECTED);
        }
        assertThat(sessionOf(client)).isEqualTo(session);
    }

    /** Before 3.9 a server has no numbers for the types of watches that stay, and says so without hanging up. */
    @Test
    @KnownSince(6)
    void aTypeOfWatchThatTheServerHasNoNumberForCostsNoConnection() {
        KazooClient client = startClient();
        Events<KazooState> states = new Events<>();
        client.addListener(states::add);
        client.addWatch("/a", WatchMode.PERSISTENT, event -> {});
        if (release().isSince(9)) {
            assertThat(client.checkWatches("/a", WatchType.PERSISTENT)).isTrue();
        } else {
            assertThatExceptionOfType(UnsupportedByServerException.class)
                    .isThrownBy(() -> client.checkWatches("/a", WatchType.PERSISTENT))
                    .withMessageContaining("ZooKeeper 3.9");
            assertThat(client.checkWatches("/a", WatchType.ANY)).isTrue();
        }
        assertWorks(client);
        assertThat(states.all()).isEmpty();
    }
}
