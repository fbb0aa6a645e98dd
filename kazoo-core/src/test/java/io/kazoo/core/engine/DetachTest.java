package io.kazoo.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.ClientId;
import io.kazoo.KeeperState;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The client ends, its session does not. */
class DetachTest {
    private static final ClientId SESSION = new ClientId(World.SESSION, new byte[16]);

    @Test
    void nothingIsSentAndTheConnectionEnds() {
        World world = World.connected();
        world.watch("/w", 1, event -> {});
        world.sent();
        world.takeLog();
        assertThat(world.detach().getNow()).hasValue(SESSION);
        assertThat(world.takeLog()).containsExactly("hang up", "state LOST", "event NONE null CLOSED", "detach: done");
        assertThat(world.sent()).isEmpty();
        assertThat(world.engine.status().keeper()).isEqualTo(KeeperState.CLOSED);
        assertThat(world.isAwaiting()).isFalse();
    }

    @Test
    void whatWasSubmittedIsAnsweredFirst() {
        World world = World.connected();
        Request<?> underWay = world.delete("/a");
        world.detach();
        assertThat(world.delete("/late").isDone()).as("refused").isTrue();
        world.takeLog();
        world.answer(1);
        assertThat(world.takeLog()).containsExactly("request /a: done", "hang up", "state LOST", "detach: done");
        assertThat(underWay.failure()).isNull();
    }

    @Test
    void aServerThatDoesNotAnswerIsNotWaitedForForLong() {
        World world = World.connected();
        world.delete("/a");
        var detached = world.detach();
        world.advanceMillis(9_000);
        assertThat(detached.getNow()).hasValue(SESSION);
        assertThat(world.log).contains("request /a: ConnectionLossException MAYBE_APPLIED");
    }

    @Test
    void withoutAConnectionTheSessionIsKnownNevertheless() {
        World world = World.connected();
        world.advanceMillis(2_000);
        world.lost();
        assertThat(world.detach().getNow()).hasValue(SESSION);
        assertThat(world.isAwaiting()).isFalse();
    }

    @Test
    void whereThereIsNoSessionNoneIsLeft() {
        World world = new Setup().world();
        assertThat(world.detach().getNow()).isEmpty();
        world.connect();
        world.stop();
        Optional<?>[] found = {Optional.of("not told")};
        world.detach().onComplete(Runnable::run, (left, failure) -> found[0] = left);
        world.answer(1);
        assertThat(found[0]).as("it was being closed").isEmpty();
    }

    @Test
    void aStartAfterwardsMakesANewSession() {
        World world = World.connected();
        world.detach();
        world.start();
        world.resolved(1);
        world.dialed();
        assertThat(world.frames().get(0).getLong(16)).isZero();
    }
}
