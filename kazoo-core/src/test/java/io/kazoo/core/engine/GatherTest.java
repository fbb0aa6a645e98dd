package io.kazoo.core.engine;

import static io.kazoo.core.Wire.reply;
import static io.kazoo.core.Wire.wire;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.core.Wire;
import org.junit.jupiter.api.Test;

/** When answers are let gather: while very much is under way and reads bring little of it. */
class GatherTest {
    private static final int DEEP = 128;
    private static final int FEW = 32;

    private final World world = World.connected();

    private void answer(int first, int count) {
        Wire replies = wire();
        for (int xid = first; xid < first + count; xid++) {
            replies.then(reply(xid, 1, 0).frame());
        }
        world.receive(replies.bytes());
    }

    @Test
    void fewAnswersOfMany() {
        world.delete(DEEP + FEW);
        answer(1, FEW - 1);
        assertThat(world.effects.gatherings).isEqualTo(1);
    }

    @Test
    void notWhenOneReadBringsEnough() {
        world.delete(DEEP + FEW + 1);
        answer(1, FEW);
        assertThat(world.effects.gatherings).isZero();
    }

    @Test
    void notWhenFewAreLeft() {
        world.delete(DEEP + 1);
        answer(1, 1);
        assertThat(world.effects.gatherings).isZero();
    }

    @Test
    void notForOtherThanAnswers() {
        world.delete(DEEP + 1);
        world.receive(World.event(1, "/unknown"));
        world.receive(new byte[] {0});
        assertThat(world.effects.gatherings).isZero();
    }

    @Test
    void notOnAConnectionThatWasGivenUp() {
        world.delete(2 * DEEP);
        world.receive(wire().then(reply(1, 1, 0).frame())
                .then(reply(9_999, 1, 0).frame())
                .bytes());
        assertThat(world.effects.isConnected()).isFalse();
        assertThat(world.effects.gatherings).isZero();
    }
}
