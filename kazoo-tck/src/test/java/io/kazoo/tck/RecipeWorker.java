package io.kazoo.tck;

import io.kazoo.KazooClient;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.Outcome;
import io.kazoo.exceptions.SessionExpiredException;
import io.kazoo.testing.simulation.DeterministicHandler;
import io.kazoo.testing.simulation.DeterministicWorld;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;

/** A machine that does something with a recipe, again and again, as long as things go wrong and once more. */
abstract class RecipeWorker {
    private static final int LONGEST_PAUSE_MILLIS = 800;

    final DeterministicWorld world;
    final DeterministicHandler machine;
    final KazooClient client;
    final RandomGenerator random;
    private boolean done;

    RecipeWorker(DeterministicWorld world, KazooClient client) {
        this.world = world;
        machine = (DeterministicHandler) client.handler();
        this.client = client;
        random = world.random();
    }

    /** Tells whether it has worked once since nothing goes wrong any more. */
    boolean isDone() {
        return done;
    }

    /**
     * Does something once; {@link #ended} comes next.
     *
     * @param last whether it is to succeed: nothing goes wrong any more
     */
    abstract void act(boolean last);

    /** Gives back what it still has; called when it is done. */
    void close() {}

    final void begin() {
        after(LONGEST_PAUSE_MILLIS, () -> act(!world.faults().areOn()));
    }

    /** It acted: was that what it had to do after the last fault? */
    final void ended(boolean isDone) {
        if (isDone) {
            done = true;
            close();
        } else {
            begin();
        }
    }

    /** Has something happen on this machine, soon enough. */
    final void after(int longestMillis, Runnable task) {
        machine.schedule(Duration.ofMillis(random.nextInt(longestMillis)), task);
    }

    final void note(String what, Object detail) {
        world.note(machine.name(), what, String.valueOf(detail));
    }

    /** Tells whether nobody can know what became of a request; any failure but a lost reply is a mistake. */
    final boolean isInDoubt(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof ConnectionLossException lost) {
            return lost.outcome() == Outcome.MAYBE_APPLIED;
        }
        if (!(cause instanceof SessionExpiredException)) {
            world.fail(machine.name() + " failed: " + cause);
        }
        return true;
    }
}
