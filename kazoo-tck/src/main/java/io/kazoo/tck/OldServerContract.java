package io.kazoo.tck;

import static io.kazoo.tck.ScriptedConnection.GET_DATA;
import static io.kazoo.tck.ScriptedConnection.SESSION;
import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.NodeRead;
import io.kazoo.WatchMode;
import io.kazoo.WatchType;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.ErrorCode;
import io.kazoo.exceptions.UnsupportedByServerException;
import io.kazoo.tck.ScriptedConnection.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that do not know an operation: they say so and close the connection. */
public abstract class OldServerContract extends ScriptedContract {
    private static final int UNIMPLEMENTED = -6;
    private static final byte[] NO_BODY = {};

    /** For subclasses. */
    protected OldServerContract() {}

    /** An operation, its number, and the y of ZooKeeper 3.y that has it first. */
    record Newer(String name, int opCode, int since, java.util.function.Consumer<KazooClient> call) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Newer> newerOperations() {
        CreateOptions persistent = CreateOptions.of(CreateMode.PERSISTENT);
        return Stream.of(
                new Newer("create2", 15, 5, client -> client.createWithStat("/a", null, persistent)),
                new Newer("createContainer", 19, 5, client -> client.create("/a", null, CreateMode.CONTAINER)),
                new Newer(
                        "createTTL",
                        21,
                        5,
                        client -> client.create("/a", null, persistent.withTtl(Duration.ofHours(1)))),
                new Newer("reconfig", 16, 5, client -> client.reconfig(null, "1", null, -1)),
                new Newer("checkWatches", 17, 5, client -> client.checkWatches("/a", WatchType.ANY)),
                new Newer("multiRead", 22, 6, client -> client.multiRead(List.of(NodeRead.data("/a")))),
                new Newer("getEphemerals", 103, 6, client -> client.getEphemerals("/a")),
                new Newer("getAllChildrenNumber", 104, 6, client -> client.getAllChildrenNumber("/a")),
                new Newer("addWatch", 106, 6, client -> client.addWatch("/a", WatchMode.PERSISTENT, event -> {})),
                new Newer("whoAmI", 107, 7, KazooClient::whoAmI));
    }

    private static void refuse(ScriptedConnection connection, int opCode) throws IOException {
        connection.grantSession();
        connection.reply(connection.next(opCode).xid(), UNIMPLEMENTED, NO_BODY);
        connection.hangUp();
    }

    /** The session goes on; the same server is not asked again. */
    @ParameterizedTest
    @MethodSource("newerOperations")
    void theFailureSaysSoAndTheSessionGoesOn(Newer operation) {
        scripted.next(connection -> refuse(connection, operation.opCode()));
        KazooClient client = startScripted();
        Events<KazooState> states = new Events<>();
        client.addListener(states::add);
        assertThatExceptionOfType(UnsupportedByServerException.class)
                .isThrownBy(() -> operation.call().accept(client))
                .withMessageContaining("ZooKeeper 3.")
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNIMPLEMENTED));
        states.awaitExactly(KazooState.SUSPENDED, KazooState.CONNECTED);
        assertThat(client.clientId().orElseThrow().sessionId()).isEqualTo(SESSION);
        assertThatExceptionOfType(UnsupportedByServerException.class)
                .isThrownBy(() -> operation.call().accept(client));
        assertWorks(client);
        assertThat(scripted.sessions()).as("connections").isEqualTo(2);
    }

    /** What others had under way goes with the connection, as with any other loss. */
    @Test
    void requestsOfOthersAreLostWithTheConnection() {
        scripted.next(connection -> {
            connection.grantSession();
            Request get = connection.next(GET_DATA);
            Request who = connection.next();
            connection.reply(who.xid(), UNIMPLEMENTED, NO_BODY);
            connection.hangUp();
            assertThat(get.xid()).isEqualTo(who.xid() - 1);
        });
        KazooClient client = startScripted();
        var get = client.async().get("/a");
        var who = client.async().whoAmI();
        assertThat(failureOf(who)).isInstanceOf(UnsupportedByServerException.class);
        assertThat(failureOf(get)).isInstanceOf(ConnectionLossException.class);
        assertWorks(client);
    }

    /** A server before 3.5 cannot remove a watch: it is tried once, and the watcher is called no more anyway. */
    @Test
    void aWatchThatCannotBeRemovedIsForgottenByTheClient() {
        int removeWatches = 18;
        scripted.next(connection -> refuse(connection, removeWatches));
        KazooClient client = startScripted();
        Events<Object> events = new Events<>();
        io.kazoo.Watcher watcher = events::add;
        client.get("/a", watcher);
        assertThat(client.async().removeWatch("/a", WatchType.DATA, watcher).get(LIMIT))
                .isTrue();
        eventually(() -> assertThat(scripted.sessions()).isEqualTo(2));
        assertWorks(client);
        client.get("/a", watcher);
        assertThat(client.removeWatch("/a", WatchType.DATA, watcher)).isTrue();
        assertWorks(client);
        assertThat(scripted.sessions()).as("not tried again").isEqualTo(2);
        assertThat(events.all()).isEmpty();
    }

    /** Switched off is not unknown: the connection is kept. */
    @Test
    void whatIsSwitchedOffCostsNoConnection() {
        int createTtl = 21;
        scripted.next(connection -> {
            connection.grantSession();
            connection.reply(connection.next(createTtl).xid(), UNIMPLEMENTED, NO_BODY);
            connection.serve();
        });
        KazooClient client = startScripted();
        CreateOptions ttl = CreateOptions.of(CreateMode.PERSISTENT).withTtl(Duration.ofHours(1));
        assertThatExceptionOfType(UnsupportedByServerException.class)
                .isThrownBy(() -> client.create("/a", null, ttl))
                .withMessageContaining("extendedTypesEnabled")
                .satisfies(failure -> assertThat(failure.path()).hasValue("/a"));
        assertThat(client.get("/a").data()).isNotNull();
        assertThat(scripted.sessions()).isEqualTo(1);
    }
}
