package io.kazoo.recipes.election;

import io.kazoo.AsyncResult;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Lane;
import io.kazoo.recipes.support.Failures;
import io.kazoo.recipes.support.RecipeContext;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A function of the user's that returns a stage; it runs on a lane of its own, to which this is confined. */
final class StageJob {
    private final Lane lane;
    private final Deferred<Boolean> result;
    private @Nullable CompletionStage<?> stage;

    private StageJob(RecipeContext context) {
        lane = context.newCallbackLane();
        result = new Deferred<>(context.lane());
    }

    static Run.Job start(RecipeContext context, Supplier<? extends CompletionStage<?>> function) {
        StageJob job = new StageJob(context);
        job.lane.execute(() -> job.call(function));
        return new Run.Job(job.result, () -> job.lane.execute(job::stop));
    }

    private void call(Supplier<? extends CompletionStage<?>> function) {
        try {
            CompletionStage<?> begun = Objects.requireNonNull(function.get(), "the leader returned no stage");
            stage = begun;
            begun.whenComplete((value, failure) -> {
                if (failure == null) {
                    result.succeed(true);
                } else {
                    result.fail(Failures.unwrap(failure));
                }
            });
        } catch (Throwable failure) {
            result.fail(failure);
        }
    }

    private void stop() {
        if (stage instanceof AsyncResult<?> ours) {
            ours.cancel();
        } else if (stage instanceof Future<?> future) {
            future.cancel(true);
        }
    }
}
