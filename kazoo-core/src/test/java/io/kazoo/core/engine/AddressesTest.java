package io.kazoo.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.KazooState;
import io.kazoo.handler.DialRequest;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One name for three servers, as headless services have it: a dead address must not cost the session. */
class AddressesTest {
    private static DialRequest lastDial(World world) {
        List<DialRequest> all = world.effects.requests;
        return all.get(all.size() - 1);
    }

    @Test
    void theSessionOutlivesAServerThatLosesItsPower() {
        for (int seed = 0; seed < 100; seed++) {
            Setup setup = new Setup();
            setup.shuffle = true;
            setup.random = new Random(seed);
            World world = setup.world();
            world.start();
            world.resolved(1, 2, 3);
            InetSocketAddress dead = lastDial(world).address();
            world.dialed();
            world.greet();
            world.advanceMillis(6_000);
            assertThat(world.effects.states).endsWith(KazooState.SUSPENDED);
            world.resolved(1, 2, 3);
            assertThat(lastDial(world).address()).isNotEqualTo(dead);
            world.dialFailed();
            assertThat(lastDial(world).address()).isNotEqualTo(dead);
            world.dialed();
            world.greet();
            assertThat(world.effects.states).doesNotContain(KazooState.LOST).endsWith(KazooState.CONNECTED);
        }
    }

    @Test
    void theAttemptsShareWhatIsLeftOfTheSession() {
        World world = new Setup().world();
        world.start();
        world.resolved(1, 2, 3);
        assertThat(lastDial(world).timeout()).isEqualTo(Duration.ofSeconds(3));
        world.dialed();
        world.greet();
        world.advanceMillis(6_000);
        world.resolved(1, 2, 3);
        assertThat(lastDial(world).timeout()).isEqualTo(Duration.ofSeconds(1));
        world.dialed();
        world.advanceMillis(999);
        assertThat(world.effects.isConnected()).isTrue();
        world.advanceMillis(1);
        assertThat(world.effects.isConnected()).isFalse();
        world.advanceMillis(1_999);
        assertThat(world.effects.states).doesNotContain(KazooState.LOST);
        world.advanceMillis(1);
        assertThat(world.effects.states).contains(KazooState.LOST);
    }
}
