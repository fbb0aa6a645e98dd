package io.kazoo.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.KazooState;
import io.kazoo.KeeperState;
import io.kazoo.core.session.Heartbeat;
import io.kazoo.core.session.Session;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What listeners hear of the states of a session. */
class StatesTest {
    private final Recording effects = new Recording();
    private final States states = new States(effects, new Session(9_000, null, true), new Heartbeat());

    private List<KazooState> heard(KeeperState... keepers) {
        effects.states.clear();
        for (KeeperState keeper : keepers) {
            states.change(keeper, null);
        }
        return effects.states;
    }

    @Test
    @Tag("KT105")
    void threeStatesStandForSix() {
        assertThat(heard(KeeperState.CONNECTING)).as("not connected yet").isEmpty();
        assertThat(heard(KeeperState.CONNECTED)).containsExactly(KazooState.CONNECTED);
        assertThat(heard(KeeperState.CONNECTED_RO)).as("the same to listeners").isEmpty();
        assertThat(heard(KeeperState.CONNECTING)).containsExactly(KazooState.SUSPENDED);
        assertThat(heard(KeeperState.EXPIRED_SESSION)).containsExactly(KazooState.LOST);
        assertThat(heard(KeeperState.CONNECTED_RO)).containsExactly(KazooState.CONNECTED);
        assertThat(heard(KeeperState.AUTH_FAILED)).containsExactly(KazooState.LOST);
        assertThat(heard(KeeperState.CLOSED)).as("no news").isEmpty();
    }
}
