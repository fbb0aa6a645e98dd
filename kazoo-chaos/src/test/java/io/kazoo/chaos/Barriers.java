package io.kazoo.chaos;

import io.kazoo.recipes.barrier.Barrier;
import io.kazoo.recipes.barrier.DoubleBarrier;

/** Three who enter together and leave together; behind a barrier that one of them raises and lowers. */
final class Barriers extends Worker {
    private final DoubleBarrier together;
    private final Barrier gate = Barrier.of(client, "/gate");
    private final boolean isGatekeeper;

    Barriers(Run run, int number, int members, boolean isGatekeeper) {
        super(run, number);
        this.isGatekeeper = isGatekeeper;
        together = DoubleBarrier.create(client, "/together", members, name);
    }

    @Override
    boolean step() {
        if (isGatekeeper) {
            gate.create();
            gate.remove();
        }
        return gate.waitFor(PATIENCE) && together.enter(PATIENCE) && together.leave(PATIENCE);
    }
}
