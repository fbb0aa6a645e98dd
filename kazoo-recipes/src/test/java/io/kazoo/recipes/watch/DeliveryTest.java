package io.kazoo.recipes.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.handler.Deferred;
import io.kazoo.handler.Handler;
import io.kazoo.handler.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is called with what, and when, on a lane that the test runs by hand. */
class DeliveryTest {
    private final ByHand lane = new ByHand();
    private final List<String> told = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();
    private final List<String> stops = new ArrayList<>();
    private final Deferred<Boolean> first = new Deferred<>(lane);
    private Delivery.Function<String> function = news -> {
        told.add(news.value());
        return WatchDecision.CONTINUE;
    };
    private final Delivery<String> delivery =
            new Delivery<>(lane, news -> function.call(news), errors::add, first, () -> stops.add("stop"));

    /** A lane whose tasks run when the test says so. */
    private static final class ByHand implements Lane {
        private final Deque<Runnable> tasks = new ArrayDeque<>();

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        void run() {
            while (!tasks.isEmpty()) {
                tasks.remove().run();
            }
        }

        @Override
        public boolean isCurrent() {
            return true;
        }

        @Override
        public Handler handler() {
            throw new UnsupportedOperationException();
        }
    }

    private void offer(String value, long version) {
        delivery.offer(new News<>(value, version, null));
    }

    @Test
    void eachChangeIsToldInOrder() {
        offer("a", 1);
        lane.run();
        offer("b", 2);
        lane.run();
        assertThat(told).containsExactly("a", "b");
        assertThat(first.getNow()).isTrue();
    }

    @Test
    void aSlowFunctionSeesTheLatestState() {
        function = news -> {
            told.add(news.value());
            if (news.version() == 1) {
                offer("b", 2);
                offer("c", 3);
            }
            return WatchDecision.CONTINUE;
        };
        offer("a", 1);
        lane.run();
        assertThat(told).containsExactly("a", "c");
    }

    @Test
    void whatItKnowsIsNotToldAgain() {
        offer("a", 1);
        lane.run();
        delivery.offer(News.missing(null));
        offer("a", 1);
        lane.run();
        assertThat(told).containsExactly("a");
    }

    @Test
    void afterStopNothingIsTold() {
        function = news -> {
            told.add(news.value());
            return WatchDecision.STOP;
        };
        offer("a", 1);
        lane.run();
        offer("b", 2);
        lane.run();
        assertThat(told).containsExactly("a");
        assertThat(stops).containsExactly("stop");
        assertThat(first.getNow()).isTrue();
    }

    @Test
    void afterTheEndNothingIsTold() {
        offer("a", 1);
        delivery.end();
        lane.run();
        assertThat(told).isEmpty();
        assertThat(first.isDone()).isFalse();
    }

    @Test
    void aFailureIsToldAndTheNextCallComes() {
        IllegalStateException failure = new IllegalStateException("the user's");
        function = news -> {
            told.add(news.value());
            throw failure;
        };
        offer("a", 1);
        lane.run();
        offer("b", 2);
        lane.run();
        assertThat(told).containsExactly("a", "b");
        assertThat(errors).containsExactly(failure, failure);
        assertThat(stops).isEmpty();
    }
}
