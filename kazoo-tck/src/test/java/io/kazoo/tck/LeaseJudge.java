package io.kazoo.tck;

import io.kazoo.recipes.Hold;
import io.kazoo.testing.simulation.DeterministicWorld;
import java.util.HashSet;
import java.util.Set;

/** Judges, by what the servers hold, whether there are never more leases than there may be, each with one holder. */
final class LeaseJudge extends HoldJudge {
    private final DeterministicWorld world;
    private final Set<String> leases = new HashSet<>();

    LeaseJudge(DeterministicWorld world, String path, int most) {
        this.world = world;
        String prefix = path + "/";
        world.always(() -> {
            long count = world.ensemble().paths().stream()
                    .filter(each -> each.startsWith(prefix))
                    .count();
            if (count > most) {
                world.fail("there are " + count + " leases");
            }
        });
    }

    @Override
    Runnable judge(Hold held) {
        if (!leases.add(held.nodePath())) {
            world.fail("two have the lease " + held.nodePath());
        }
        return () -> {};
    }
}
