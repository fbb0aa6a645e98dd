package io.kazoo.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kazoo.recipes.barrier.DoubleBarrier;
import io.kazoo.recipes.counter.Counter;
import io.kazoo.recipes.election.LatchOptions;
import io.kazoo.recipes.election.LeaderLatch;
import io.kazoo.recipes.lock.LockNaming;
import io.kazoo.recipes.lock.LockOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recipes that Curator's users and ours take part in together. */
class CuratorRecipesTest extends BesideCurator {
    private static final int ADDITIONS = 20;

    @Test
    void oneNumberForBoth() throws Exception {
        assertThat(curator.add(path, 5)).isEqualTo(5);
        Counter<Integer> ours = Counter.ofCurator(client, path, 0);
        assertThat(ours.value()).isEqualTo(5);
        assertThat(ours.subtract(7).after()).isEqualTo(-2);
        assertThat(curator.add(path, 1)).isEqualTo(-1);
    }

    @Test
    void noAdditionIsLost() throws Exception {
        Counter<Integer> ours = Counter.ofCurator(client, path, 0);
        List<Future<Set<Integer>>> all = List.of(
                threads.submit(additions(() -> curator.add(path, 1))),
                threads.submit(additions(() -> ours.add(1).after())),
                threads.submit(additions(() -> curator.add(path, 1))),
                threads.submit(additions(() -> ours.add(1).after())));
        Set<Integer> reached = new HashSet<>();
        for (Future<Set<Integer>> each : all) {
            reached.addAll(resultOf(each));
        }
        assertThat(reached).as("every addition came to another number").hasSize(4 * ADDITIONS);
        assertThat(ours.value()).isEqualTo(4 * ADDITIONS);
    }

    private static Callable<Set<Integer>> additions(Callable<Integer> addition) {
        return () -> {
            Set<Integer> reached = new HashSet<>();
            for (int i = 0; i < ADDITIONS; i++) {
                reached.add(addition.call());
            }
            return reached;
        };
    }

    /** Two of each library, whoever is the last. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void allEnterAndLeaveTogether(boolean oursIsLast) throws Exception {
        List<ForeignRecipes.Member> members = new ArrayList<>(List.of(ours(), ours(), curator.member(path, 4)));
        ForeignRecipes.Member last = curator.member(path, 4);
        if (oursIsLast) {
            members.set(0, last);
            last = ours();
        }
        List<Future<Boolean>> entered = enterAll(members);
        awaitChildren(3);
        assertThat(entered).noneMatch(Future::isDone);
        assertThat(last.enter(LIMIT)).isTrue();
        for (Future<Boolean> each : entered) {
            assertThat(resultOf(each)).isTrue();
        }
        List<Future<Boolean>> left = new ArrayList<>();
        for (ForeignRecipes.Member member : members) {
            left.add(threads.submit(() -> member.leave(LIMIT)));
        }
        await().during(LIMIT.dividedBy(40))
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(left).noneMatch(Future::isDone));
        assertThat(last.leave(LIMIT)).isTrue();
        for (Future<Boolean> each : left) {
            assertThat(resultOf(each)).isTrue();
        }
        awaitChildren(0);
    }

    private static List<Future<Boolean>> enterAll(List<ForeignRecipes.Member> members) {
        List<Future<Boolean>> entered = new ArrayList<>();
        for (ForeignRecipes.Member member : members) {
            entered.add(threads.submit(() -> member.enter(LIMIT)));
        }
        return entered;
    }

    private ForeignRecipes.Member ours() {
        DoubleBarrier barrier = DoubleBarrier.create(client, path, 4, "kazoo");
        return new ForeignRecipes.Member() {
            @Override
            public boolean enter(Duration limit) {
                return barrier.enter(limit);
            }

            @Override
            public boolean leave(Duration limit) {
                return barrier.leave(limit);
            }
        };
    }

    @Test
    void leadershipGoesFromOneLibraryToTheOther() throws Exception {
        AutoCloseable theirs = curator.acquire("latch", path);
        Future<AutoCloseable> next;
        try (LeaderLatch ours = latch()) {
            ours.start();
            awaitChildren(2);
            assertThat(ours.participants()).containsExactly("curator", "kazoo");
            next = threads.submit(() -> curator.acquire("latch", path));
            awaitChildren(3);
            assertThat(ours.isLeader()).isFalse();
            theirs.close();
            assertThat(ours.await(LIMIT)).isPresent();
            assertThat(ours.isLeader()).isTrue();
            assertThat(next.isDone()).isFalse();
        }
        resultOf(next).close();
        awaitChildren(0);
    }

    private LeaderLatch latch() {
        LockOptions contending = LockOptions.defaults().withIdentifier("kazoo").withNaming(LockNaming.curatorLatch());
        return LeaderLatch.create(client, path, LatchOptions.of("kazoo").withLock(contending));
    }
}
