package io.kazoo.tck;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.election.AsyncElection;
import io.kazoo.recipes.election.Election;
import io.kazoo.testing.simulation.DeterministicWorld;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A machine that stands for election, and leads for a moment when it is elected. */
final class ElectionWorker extends RecipeWorker {
    private final AsyncElection election;
    private final HoldJudge judge;

    ElectionWorker(DeterministicWorld world, KazooClient client, HoldJudge judge) {
        super(world, client);
        election = Election.create(client, LockWorld.PATH, machine.name()).async();
        this.judge = judge;
    }

    @Override
    void act(boolean last) {
        AsyncResult<Boolean> run = election.run(this::lead);
        if (!last && random.nextInt(4) == 0) {
            after(500, random.nextBoolean() ? run::cancel : election::cancel);
        }
        run.onComplete((led, failure) -> {
            note("led:", led == null ? failure : led);
            ended(last && Boolean.TRUE.equals(led));
        });
    }

    private CompletionStage<Boolean> lead(Hold held) {
        note("leads", held.nodePath());
        Runnable end = judge.enters(held);
        CompletableFuture<Boolean> work = new CompletableFuture<>();
        after(LockWorker.LONGEST_WORK_MILLIS, () -> {
            if (!work.isDone()) { // else it was stopped
                end.run();
                work.complete(true);
            }
        });
        return work;
    }
}
