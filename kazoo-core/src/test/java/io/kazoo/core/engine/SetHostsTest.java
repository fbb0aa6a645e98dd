package io.kazoo.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.HostList;
import io.kazoo.KazooState;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A new list of servers takes effect at once, in whatever the client is doing. */
class SetHostsTest {
    private final Setup setup = new Setup();

    private static void setHosts(World world, String hosts) {
        world.input(() -> world.engine.setHosts(HostList.parse(hosts), world.now));
    }

    private World connected(String hosts) {
        setup.hosts = hosts;
        return setup.world().connect();
    }

    @Test
    void aServerThatIsNotOnTheListIsLeft() {
        World world = connected("a:1");
        world.takeLog();
        setHosts(world, "b:2");
        assertThat(world.takeLog()).containsExactly("hang up", "state SUSPENDED", "resolve b:2");
        world.connectAgain();
    }

    /** Nobody loses a request because the list has changed. */
    @Test
    void requestsUnderWayAreAnsweredFirst() {
        World world = connected("a:1");
        Request<?> underWay = world.delete("/a");
        world.sent();
        setHosts(world, "b:2");
        Request<?> waiting = world.delete("/b");
        assertThat(world.sent()).as("nothing more is sent there").isEmpty();
        world.takeLog();
        world.answer(1);
        assertThat(world.takeLog()).containsExactly("request /a: done", "hang up", "state SUSPENDED", "resolve b:2");
        assertThat(underWay.failure()).isNull();
        assertThat(waiting.isDone()).isFalse();
        world.connectAgain();
        assertThat(world.sent()).containsExactly(1);
    }

    @Test
    void butNotForLongerThanAThirdOfTheSessionTimeout() {
        World world = connected("a:1");
        world.delete("/a");
        setHosts(world, "b:2");
        world.advanceMillis(2_999);
        assertThat(world.effects.isConnected()).isTrue();
        world.takeLog();
        world.advanceMillis(1);
        assertThat(world.takeLog())
                .containsExactly(
                        "hang up",
                        "request /a: ConnectionLossException MAYBE_APPLIED",
                        "state SUSPENDED",
                        "resolve b:2");
    }

    /** A connection that was given up while it was well does not count among those that do not last. */
    @Test
    void movesAreNoReasonToRest() {
        World world = connected("a:1");
        setHosts(world, "b:2");
        world.connectAgain();
        setHosts(world, "c:3");
        world.connectAgain();
        world.takeLog();
        world.lost();
        assertThat(world.takeLog()).endsWith("resolve c:3");
    }

    @Test
    void aServerThatStaysOnTheListIsKept() {
        World world = connected("a:1,b:2");
        setHosts(world, "a:1");
        assertThat(world.effects.isConnected()).isTrue();
        setHosts(world, "c:3,a:1");
        assertThat(world.effects.isConnected())
                .as("the order is given: nobody moves for balance")
                .isTrue();
    }

    @Test
    void whoLooksForAServerLooksAmongTheNewOnes() {
        setup.hosts = "a:1,b:2";
        World world = setup.world();
        world.start();
        world.resolved(1);
        world.takeLog();
        setHosts(world, "c:3");
        assertThat(world.takeLog()).containsExactly("hang up", "resolve c:3");
        world.unresolved();
        setHosts(world, "d:4");
        assertThat(world.takeLog()).as("and whoever rests").containsExactly("resolve d:4");
    }

    @Test
    void whileAnAnswerToTheHandshakeIsAwaited() {
        setup.hosts = "a:1";
        World world = setup.world();
        world.start();
        world.reach();
        setHosts(world, "b:2");
        world.greet();
        assertThat(world.takeLog())
                .endsWith("state CONNECTED", "start: done", "hang up", "state SUSPENDED", "resolve b:2");
    }

    @Test
    void alsoWhenThatHandshakeIsInVain() {
        setup.hosts = "a:1,b:2";
        World world = setup.world();
        world.start();
        world.reach();
        setHosts(world, "c:3");
        world.lost();
        world.reach();
        world.greet();
        assertThat(world.takeLog()).endsWith("hang up", "state SUSPENDED", "resolve c:3");
    }

    /** From one server to two: half of the clients move. */
    @Test
    void whenTheEnsembleGrowsTheRightShareMoves() {
        int moved = 0;
        for (int seed = 0; seed < 1_000; seed++) {
            setup.shuffle = true;
            setup.random = new Random(seed);
            World world = connected("a:1");
            setHosts(world, "a:1,b:2");
            if (!world.effects.isConnected()) {
                moved++;
                assertThat(world.takeLog()).endsWith("resolve b:2");
            }
        }
        assertThat(moved).isBetween(430, 570);
    }

    @Test
    void aStopIsNotHeldUp() {
        World world = connected("a:1");
        world.delete("/a");
        setHosts(world, "b:2");
        world.stop();
        world.answer(1);
        world.answer(2);
        assertThat(world.takeLog()).endsWith("state LOST", "stop: done");
        assertThat(world.effects.states).doesNotContain(KazooState.SUSPENDED);
    }
}
