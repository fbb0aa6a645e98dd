package io.kazoo.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kazoo.exceptions.BlockingForbiddenException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** A stage must not be waited for on the lane it needs; everything else may be. */
class StageTest {
    /** A lane that is always current and runs its tasks when told to. */
    private static final class HandLane implements Lane {
        private final Queue<Runnable> tasks = new ArrayDeque<>();

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public boolean isCurrent() {
            return true;
        }

        @Override
        public Handler handler() {
            throw new IllegalStateException("came as far as waiting");
        }

        void runAll() {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }
    }

    private final HandLane lane = new HandLane();
    private final Deferred<String> source = new Deferred<>(lane);

    @Test
    void waitingOnTheLaneForAFunctionOfThatLaneIsRefused() {
        Deferred<Integer> stage = source.thenApply(String::length);
        assertThatThrownBy(stage::get)
                .isInstanceOf(BlockingForbiddenException.class)
                .hasMessageContaining("would never end");
    }

    @Test
    void waitingForTheSourceItselfIsNotRefused() {
        assertThatThrownBy(source::get).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void waitingForAFunctionThatRunsElsewhereIsNotRefused() {
        Deferred<Integer> stage = source.thenApplyAsync(String::length, Runnable::run);
        assertThatThrownBy(stage::get).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void waitingForWhatAFunctionThatHasRunHasBegunIsNotRefused() {
        Deferred<String> inner = new Deferred<>(lane);
        Deferred<String> stage = source.thenCompose(value -> inner);
        source.succeed("a");
        lane.runAll();
        assertThatThrownBy(stage::get).isInstanceOf(IllegalStateException.class);
        inner.succeed("b");
        assertThat(stage.get()).isEqualTo("b");
    }
}
