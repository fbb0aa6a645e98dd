package io.kazoo.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.HostPort;
import io.kazoo.KazooState;
import io.kazoo.KeeperState;
import io.kazoo.core.session.ServerAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that only reads is better than none, until one is found that writes. */
class ReadOnlyTest {
    private static final ServerAddress WRITER =
            new ServerAddress(new HostPort("b", 2), new InetSocketAddress(World.address(7), 2));

    private final Setup setup = new Setup();
    private World world;

    @BeforeEach
    void connect() {
        setup.hosts = "a:1,b:2";
        setup.readOnly = true;
        world = setup.world();
        world.start();
        world.resolved(1);
        world.dialed();
        ByteBuffer handshake = world.frames().get(0);
        assertThat(handshake.get(handshake.limit() - 1)).as("a reader will do").isEqualTo((byte) 1);
        world.greetReadOnly();
        world.takeLog();
    }

    private void found(long connection) {
        world.input(() -> world.engine.onWriterFound(connection, WRITER, world.now));
    }

    @Test
    void whoOnlyReadsIsConnected() {
        assertThat(world.engine.status().keeper()).isEqualTo(KeeperState.CONNECTED_RO);
        assertThat(world.effects.states).containsExactly(KazooState.CONNECTED);
        Request<?> read = world.delete("/a");
        world.answer(1);
        assertThat(read.isDone()).isTrue();
    }

    @Test
    void allHostsAreAskedAgainAndAgain() {
        world.advanceMillis(99);
        assertThat(world.takeLog()).isEmpty();
        world.advanceMillis(1);
        assertThat(world.takeLog()).containsExactly("find writer a:1", "find writer b:2");
        world.advanceMillis(199);
        assertThat(world.takeLog()).isEmpty();
        world.advanceMillis(1);
        assertThat(world.takeLog()).hasSize(2);
        world.advanceMillis(400);
        assertThat(world.takeLog()).hasSize(2);
    }

    @Test
    void aServerThatWritesIsMovedToWhenWhatIsUnderWayIsAnswered() {
        Request<?> read = world.delete("/a");
        world.advanceMillis(100);
        world.takeLog();
        found(world.connection);
        assertThat(world.takeLog()).isEmpty();
        world.answer(1);
        assertThat(read.failure()).isNull();
        assertThat(world.takeLog())
                .containsExactly("request /a: done", "hang up", "state SUSPENDED", "dial b 10.0.0.7:2");
        world.dialed();
        ByteBuffer handshake = world.frames().get(0);
        assertThat(handshake.getLong(16))
                .as("the session that was made up is not offered")
                .isZero();
        world.receive(World.greeting(9_000, 5));
        assertThat(world.engine.status().keeper()).isEqualTo(KeeperState.CONNECTED);
        assertThat(world.effects.states)
                .containsExactly(KazooState.CONNECTED, KazooState.SUSPENDED, KazooState.CONNECTED);
        world.takeLog();
        world.advanceMillis(2_000);
        assertThat(world.takeLog()).as("nobody is asked any more").isEmpty();
    }

    @Test
    void whatIsFoundTooLateChangesNothing() {
        long reader = world.connection;
        found(reader + 1_000);
        assertThat(world.takeLog()).isEmpty();
        world.lost();
        world.takeLog();
        found(reader);
        assertThat(world.takeLog()).isEmpty();
        world.connect();
        world.takeLog();
        found(world.connection);
        assertThat(world.takeLog()).as("this one writes").isEmpty();
    }

    @Test
    void aLostReaderIsALostConnection() {
        world.lost();
        assertThat(world.takeLog()).containsExactly("hang up", "state SUSPENDED", "resolve b:2");
    }

    /** A server that is cut off cannot know that the others have ended the session, and given its locks to others. */
    @Test
    void aSessionOfTheEnsembleIsNotServedByAReader() {
        World served = setup.world().connect();
        served.lost();
        served.reach();
        served.takeLog();
        served.greetReadOnly();
        assertThat(served.takeLog()).startsWith("hang up");
        assertThat(served.engine.status().kazoo()).isEqualTo(KazooState.SUSPENDED);
        served.advanceMillis(9_000);
        assertThat(served.effects.states).endsWith(KazooState.SUSPENDED, KazooState.LOST);
    }

    @Test
    void whoComesBackFromAWriterThatWasNoneDoesNotAskSooner() {
        world.advanceMillis(100);
        found(world.connection);
        world.dialFailed();
        world.reach();
        world.greetReadOnly();
        world.takeLog();
        world.advanceMillis(199);
        assertThat(world.takeLog()).isEmpty();
        world.advanceMillis(1);
        assertThat(world.takeLog()).hasSize(2);
    }

    /** Nobody has refused it: no server but one knows it. */
    @Test
    void aSessionThatWasMadeUpDoesNotExpire() {
        world.lost();
        world.reach();
        world.receive(World.greeting(0, 0));
        assertThat(world.effects.states).doesNotContain(KazooState.LOST);
    }
}
