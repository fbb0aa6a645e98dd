package io.kazoo.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.HostPort;
import io.kazoo.KazooState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dead servers cost a quarter of a second each, whatever their timeout; there is one handshake at a time. */
class SearchTest {
    private final Setup setup = new Setup();
    private World world;

    private void start(String hosts) {
        setup.hosts = hosts;
        world = setup.world();
        world.start();
    }

    @Test
    void theNextAddressIsDialedBesideOneThatStaysSilent() {
        start("a:1");
        world.resolved(1, 2, 3);
        world.takeLog();
        world.advanceMillis(249);
        assertThat(world.takeLog()).isEmpty();
        world.advanceMillis(1);
        assertThat(world.takeLog()).containsExactly("dial a 10.0.0.2:1");
        world.advanceMillis(250);
        assertThat(world.takeLog()).containsExactly("dial a 10.0.0.3:1");
        world.dialed();
        assertThat(world.takeLog()).as("the others are given up").containsExactly("give up", "give up");
        world.greet();
        assertThat(world.effects.states).containsExactly(KazooState.CONNECTED);
    }

    @Test
    void anEarlierDialMayStillWin() {
        start("a:1,b:2");
        world.resolved(1);
        long first = world.effects.dials.getLast();
        world.advanceMillis(250);
        world.resolved(2);
        world.dialed(first);
        assertThat(world.takeLog()).endsWith("give up");
        world.greet();
        assertThat(world.engine.status().server()).isEqualTo(new HostPort("a", 1));
    }

    @Test
    void aSilentNameServiceHoldsUpNobodyEither() {
        start("a:1,b:2");
        world.advanceMillis(250);
        assertThat(world.takeLog()).containsExactly("resolve a:1", "resolve b:2");
        List<Long> asked = List.copyOf(world.effects.resolves);
        world.resolved(asked.get(0), 1);
        assertThat(world.takeLog()).as("a late answer counts").containsExactly("dial a 10.0.0.1:1");
        world.resolved(asked.get(0), 9);
        assertThat(world.takeLog()).as("once").isEmpty();
    }

    @Test
    void aFailureStartsTheNextAtOnce() {
        start("a:1");
        world.resolved(1, 2, 3);
        world.dialFailed();
        world.takeLog();
        world.dialFailed();
        assertThat(world.takeLog()).containsExactly("dial a 10.0.0.3:1");
    }

    /** Who was given up because another was faster may be the only one that serves. */
    @Test
    void whatWasGivenUpHasItsTurnIfTheWinnerIsOfNoUse() {
        start("a:1,b:2");
        world.resolved(1, 2);
        world.advanceMillis(250);
        world.dialed();
        world.lost();
        assertThat(world.takeLog()).as("the other host first").endsWith("give up", "hang up", "resolve b:2");
        world.unresolved();
        assertThat(world.takeLog()).containsExactly("dial a 10.0.0.1:1");
        world.dialed();
        world.greet();
        assertThat(world.effects.states).containsExactly(KazooState.CONNECTED);
    }

    @Test
    void aDialThatWasGivenUpIsNotHeardOfAgain() {
        start("a:1");
        world.resolved(1, 2);
        long first = world.effects.dials.getLast();
        world.advanceMillis(250);
        world.dialed();
        world.takeLog();
        world.input(() -> world.engine.onDialed(first, world.now));
        world.input(() -> world.engine.onDialFailed(first, new IllegalStateException(), world.now));
        world.input(() -> world.engine.onLost(first, null, world.now));
        assertThat(world.takeLog()).isEmpty();
        world.greet();
        assertThat(world.effects.states).containsExactly(KazooState.CONNECTED);
    }

    @Test
    void theCycleEndsWithTheLastThatStaysSilent() {
        start("a:1");
        world.resolved(1, 2);
        world.takeLog();
        world.advanceMillis(9_249);
        assertThat(world.takeLog()).contains("give up").doesNotContain("resolve a:1");
        world.advanceMillis(1 + 100);
        assertThat(world.takeLog()).as("after a pause").endsWith("resolve a:1");
    }
}
