package io.kazoo.recipes.barrier;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.recipes.barrier.Gathering.Entry;
import io.kazoo.recipes.barrier.Gathering.Exit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private static final long JOINED = 10;

    private static Entry enter(long opened, String... children) {
        return Gathering.enter(List.of(children), 2, opened, JOINED);
    }

    private static Exit leave(String... children) {
        return Gathering.leave(List.of(children), "b", Set.of("new"));
    }

    @Test
    void theLastOneOpens() {
        assertThat(enter(0, "a")).isEqualTo(Entry.WAIT);
        assertThat(enter(0)).as("the own node is gone").isEqualTo(Entry.WAIT);
        assertThat(enter(0, "a", "b")).isEqualTo(Entry.OPEN);
        assertThat(enter(0, "a", "b", "c")).isEqualTo(Entry.OPEN);
    }

    @Test
    void whatIsOpenedAfterTheOwnNodeIsOpenForIt() {
        assertThat(enter(JOINED + 1, "a", "b", "ready")).isEqualTo(Entry.ENTER);
        assertThat(enter(JOINED + 1, "a", "ready")).as("others have gone again").isEqualTo(Entry.ENTER);
    }

    @Test
    void whatWasOpenedBeforeIsOpenForEnoughMembersOnly() {
        assertThat(enter(JOINED - 1, "a", "ready")).isEqualTo(Entry.CLOSE);
        assertThat(enter(JOINED - 1, "a", "b", "ready")).as("with the own node").isEqualTo(Entry.CLOSE);
        assertThat(enter(JOINED - 1, "a", "b", "c", "ready")).isEqualTo(Entry.ENTER);
    }

    @Test
    void theLowestStaysToTheEnd() {
        assertThat(Gathering.leave(List.of("c", "a", "b", "ready"), "a", Set.of()))
                .isEqualTo(new Exit.WaitFor("c"));
        assertThat(leave("c", "a", "b")).isEqualTo(new Exit.RemoveOwn());
        assertThat(leave("c", "a", "ready")).isEqualTo(new Exit.WaitFor("a"));
    }

    @Test
    void theLastOneIsDone() {
        assertThat(leave("b", "ready")).isEqualTo(new Exit.Last());
        assertThat(leave("ready")).isEqualTo(new Exit.Last());
        assertThat(leave()).isEqualTo(new Exit.Last());
    }

    @Test
    void newcomersAreNotWaitedFor() {
        assertThat(leave("b", "new")).isEqualTo(new Exit.Last());
        assertThat(leave("new", "ready")).isEqualTo(new Exit.Last());
        assertThat(leave("b", "c", "new")).isEqualTo(new Exit.WaitFor("c"));
    }
}
