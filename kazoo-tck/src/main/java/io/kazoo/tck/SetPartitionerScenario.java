package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.KazooClient;
import io.kazoo.recipes.partition.PartitionState;
import io.kazoo.recipes.partition.PartitionerOptions;
import io.kazoo.recipes.partition.SetPartitioner;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What the tests of partitioners share. */
abstract class SetPartitionerScenario extends RecipeScenario {
    static final String PATH = "/some/set";
    static final Set<String> THREE = Set.of("0", "1", "2");

    /** Returns options of a member that settles fast. */
    static PartitionerOptions named(String identifier) {
        return PartitionerOptions.of(identifier).withTimeBoundary(Duration.ofMillis(100));
    }

    final SetPartitioner join(KazooClient client, String identifier) {
        return join(client, THREE, named(identifier));
    }

    /** Makes a partitioner and starts it; finished after the test. */
    final SetPartitioner join(KazooClient client, Set<String> partitions, PartitionerOptions options) {
        SetPartitioner member = closeLater(SetPartitioner.create(client, PATH, partitions, options));
        member.start();
        return member;
    }

    static void awaitState(SetPartitioner member, PartitionState state) {
        eventually(() -> assertThat(member.state()).isEqualTo(state));
    }

    /** Waits until a member has this and nothing else. */
    static void awaitPart(SetPartitioner member, String... part) {
        eventually(() -> {
            assertThat(member.state()).isEqualTo(PartitionState.ACQUIRED);
            assertThat(member.held().keySet()).containsExactly(part);
        });
        assertThat(member.waitForAcquire(LIMIT)).isEqualTo(member.held());
    }

    /** Waits until members are to release, and has them do so. */
    static void release(SetPartitioner... members) {
        for (SetPartitioner member : members) {
            awaitState(member, PartitionState.RELEASE);
        }
        for (SetPartitioner member : members) {
            member.releaseSet();
        }
    }

    /** Has a member release what it is to; tells whether it has its part. */
    static boolean acquired(SetPartitioner member) {
        if (member.state() == PartitionState.RELEASE) {
            member.releaseSet();
        }
        return member.state() == PartitionState.ACQUIRED;
    }

    final List<String> party() {
        return childrenOf(PATH + "/party");
    }

    final List<String> contenders(String partition) {
        return childrenOf(PATH + "/locks/" + partition);
    }

    /** Waits until the server has neither a member, nor a lock, nor a watch of this test's any more. */
    final void awaitNothingLeft() {
        eventually(() -> assertThat(party()).isEmpty());
        eventually(() -> assertThat(childrenOf(PATH + "/locks"))
                .allSatisfy(each -> assertThat(contenders(each)).isEmpty()));
        // The paths that a server lists are those of watches on data alone; it counts all.
        eventually(() -> assertThat(server().metrics()).containsEntry("zk_watch_count", "0"));
    }
}
