package io.kazoo.recipes.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.recipes.cache.Epochs.Epoch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When all that was begun before is done. */
class EpochsTest {
    private final Epochs epochs = new Epochs();
    private final List<String> done = new ArrayList<>();

    @Test
    void withNothingUnderWayItIsAtOnce() {
        epochs.barrier(() -> done.add("barrier"));
        epochs.whenQuiet(() -> done.add("quiet"));
        assertThat(done).containsExactly("barrier", "quiet");
    }

    @Test
    void whatIsBegunLaterIsNotWaitedFor() {
        Epoch first = epochs.newest();
        epochs.begun(first);
        epochs.barrier(() -> done.add("barrier"));
        Epoch second = epochs.newest();
        assertThat(first.isOlderThan(second)).isTrue();
        epochs.begun(second);
        epochs.whenQuiet(() -> done.add("quiet"));
        epochs.done(first);
        assertThat(done).containsExactly("barrier");
        epochs.done(second);
        assertThat(done).containsExactly("barrier", "quiet");
    }

    @Test
    void whatComesOfItIs() {
        Epoch first = epochs.newest();
        epochs.begun(first);
        epochs.barrier(() -> done.add("barrier"));
        epochs.begun(first);
        epochs.done(first);
        assertThat(done).isEmpty();
        epochs.done(first);
        assertThat(done).containsExactly("barrier");
    }

    @Test
    void barriersAreDoneInTheirOrder() {
        Epoch first = epochs.newest();
        epochs.begun(first);
        epochs.barrier(() -> done.add("one"));
        Epoch second = epochs.newest();
        epochs.begun(second);
        epochs.barrier(() -> done.add("two"));
        epochs.done(second);
        assertThat(done).isEmpty();
        epochs.done(first);
        assertThat(done).containsExactly("one", "two");
    }
}
