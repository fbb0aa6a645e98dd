package io.kazoo.tck;

import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.MultiHold;
import io.kazoo.testing.simulation.DeterministicWorld;
import java.util.List;
import java.util.OptionalLong;

/**
 * Judges, by what the servers hold and not by what clients believe, whether a lock excludes: whoever the protected
 * resource refuses must have lost his node before.
 */
final class LockJudge extends HoldJudge {
    private final DeterministicWorld world;
    private final boolean shared;
    private final FencedCounter counter;

    /**
     * Makes a judge of one side of a lock.
     *
     * @param shared whether those who hold it only read
     */
    LockJudge(DeterministicWorld world, FencedCounter counter, boolean shared) {
        this.world = world;
        this.counter = counter;
        this.shared = shared;
    }

    @Override
    Runnable judge(Hold held) {
        long token = held.fencingToken();
        OptionalLong before = shared ? counter.read(token) : counter.readToWrite(token);
        if (before.isEmpty()) {
            requireLost(held, "somebody else came in before");
            return () -> {};
        }
        long read = before.getAsLong();
        return () -> {
            if (shared ? counter.value() != read : !counter.write(token, read + 1)) {
                requireLost(held, "somebody else came in meanwhile");
            }
        };
    }

    private void requireLost(Hold held, String what) {
        List<Hold> parts = held instanceof MultiHold several ? several.holds() : List.of(held);
        List<String> there = world.ensemble().paths();
        if (parts.stream().allMatch(part -> there.contains(part.nodePath()))) {
            world.fail(what + ", although " + held.nodePath() + " still holds the lock");
        }
    }
}
