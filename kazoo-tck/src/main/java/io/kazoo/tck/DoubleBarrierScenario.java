package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.ClientId;
import io.kazoo.KazooClient;
import io.kazoo.recipes.barrier.DoubleBarrier;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of double barriers share. */
abstract class DoubleBarrierScenario extends RecipeScenario {
    static final String PATH = "/some/double";
    static final String READY = PATH + "/ready";
    static final Duration SOON = Duration.ofMillis(200);

    private KazooClient client;
    private ClientId session;

    @BeforeEach
    void startMember() {
        client = startProxied();
        session = sessionOf(client);
    }

    /** Returns the session that it had at the beginning. */
    final ClientId session() {
        return session;
    }

    /** Returns the client whose connection fails. */
    final KazooClient client() {
        return client;
    }

    static DoubleBarrier member(KazooClient of, int number, String identifier) {
        return DoubleBarrier.create(of, PATH, number, identifier);
    }

    final void awaitMembers(int number) {
        eventually(() -> assertThat(childrenOf(PATH))
                .filteredOn(name -> !name.equals("ready"))
                .hasSize(number));
    }

    final void awaitNothingLeft() {
        eventually(() -> assertThat(childrenOf(PATH)).isEmpty());
        eventually(() -> assertThat(watches()).isEmpty());
    }

    final void awaitWatched(String path) {
        eventually(() -> assertThat(watches()).contains(path));
    }

    /** Begins to enter; returns when the member waits for the others. */
    final AsyncResult<Boolean> entering(DoubleBarrier member) {
        AsyncResult<Boolean> entering = member.async().enter(LIMIT);
        awaitWatched(READY);
        awaitWatched(member.nodePath());
        return entering;
    }

    final void bothLeave(DoubleBarrier one, DoubleBarrier other) {
        AsyncResult<Boolean> first = one.async().leave(LIMIT);
        assertThat(other.leave(LIMIT)).isTrue();
        assertThat(first.get(LIMIT)).isTrue();
        assertThat(one.isParticipating()).isFalse();
        awaitNothingLeft();
    }
}
