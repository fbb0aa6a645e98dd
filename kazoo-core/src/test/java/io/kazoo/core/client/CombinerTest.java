package io.kazoo.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CombinerTest {
    private final List<String> log = new ArrayList<>();
    private final Deque<Runnable> relief = new ArrayDeque<>();
    private final Combiner combiner =
            new Combiner(() -> log.add("end"), defect -> log.add("defect " + defect.getMessage()), relief::add);

    private Runnable input(String name) {
        return () -> log.add(name);
    }

    @Test
    void runsInTheCallersThreadAtOnce() {
        combiner.execute(input("a"));
        assertThat(log).containsExactly("a", "end");
        combiner.execute(input("b"));
        assertThat(log).containsExactly("a", "end", "b", "end");
        assertThat(relief).isEmpty();
    }

    @Test
    void whatComesFromInsideIsTakenAlongInOrder() {
        combiner.execute(() -> {
            combiner.execute(input("b"));
            combiner.execute(() -> {
                log.add("c");
                combiner.execute(input("d"));
            });
            log.add("a");
        });
        assertThat(log).startsWith("a", "b", "c", "d", "end");
        assertThat(log.subList(4, log.size())).as("no input after the last end").containsOnly("end");
    }

    /** Somebody comes after the inbox was found empty and before the one inside has left. */
    @Test
    void whatComesAtTheLastMomentIsTakenAlong() {
        Combiner[] late = new Combiner[1];
        late[0] = new Combiner(
                () -> {
                    log.add("end");
                    if (log.size() == 2) {
                        late[0].execute(input("late"));
                    }
                },
                defect -> log.add("defect"),
                relief::add);
        late[0].execute(input("a"));
        assertThat(log).containsExactly("a", "end", "late", "end");
    }

    @Test
    void whoEntersIsAlone() {
        assertThat(combiner.tryEnter()).isTrue();
        assertThat(combiner.tryEnter()).isFalse();
        combiner.execute(input("b"));
        assertThat(log).isEmpty();
        combiner.runAndLeave(input("a"));
        assertThat(log).startsWith("a", "b", "end");
        assertThat(combiner.tryEnter()).isTrue();
    }

    @Test
    void anInputThatThrowsHarmsNoOther() {
        combiner.execute(() -> {
            combiner.execute(() -> {
                throw new IllegalStateException("one");
            });
            combiner.execute(() -> {
                throw new AssertionError("two");
            });
            combiner.execute(input("b"));
            throw new IllegalStateException("zero");
        });
        assertThat(log).startsWith("defect zero", "defect one", "defect two", "b", "end");
        combiner.execute(input("c"));
        assertThat(log).endsWith("c", "end");
    }

    @Test
    void handsTheRestOverAfterAThousandAndTwentyFourOfOthers() {
        combiner.execute(() -> {
            for (int i = 0; i < 3_000; i++) {
                combiner.execute(input("x"));
            }
        });
        assertThat(log).hasSize(1024 + 1).endsWith("end");
        assertThat(relief).hasSize(1);
        combiner.execute(input("behind"));
        assertThat(log).as("still somebody's turn").hasSize(1024 + 1);
        relief.remove().run();
        assertThat(log).hasSize(2048 + 2).endsWith("end");
        relief.remove().run();
        assertThat(relief).isEmpty();
        assertThat(log.stream().filter("x"::equals)).hasSize(3_000);
        assertThat(log.indexOf("behind")).isGreaterThan(log.lastIndexOf("x"));
        assertThat(log).endsWith("end");
        combiner.execute(input("free again"));
        assertThat(log).endsWith("free again", "end");
    }

    /** Real threads: nothing is lost, nothing is left lying, each thread's inputs keep their order. */
    @Test
    void aCrowdIsServedInOrderToTheLast() throws Exception {
        int threads = 6;
        int each = 20_000;
        ExecutorService lane = Executors.newSingleThreadExecutor();
        ExecutorService crowd = Executors.newFixedThreadPool(threads);
        List<String> faults = new ArrayList<>();
        int[] done = new int[threads];
        int[] total = new int[2];
        Combiner shared = new Combiner(() -> total[1] = total[0], defect -> faults.add("" + defect), lane);
        List<Future<?>> finished = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int thread = t;
            finished.add(crowd.submit(() -> {
                for (int i = 0; i < each; i++) {
                    int number = i;
                    shared.execute(() -> {
                        if (done[thread]++ != number) {
                            faults.add("thread " + thread + " input " + number);
                        }
                        total[0]++; // neither volatile nor atomic: the combiner makes it visible
                    });
                }
            }));
        }
        for (Future<?> one : finished) {
            one.get();
        }
        for (int handOvers = threads * each / 1024 + 1; handOvers > 0; handOvers--) {
            lane.submit(() -> {}).get();
        }
        crowd.shutdown();
        lane.shutdown();
        assertThat(faults).isEmpty();
        assertThat(total[0]).isEqualTo(threads * each);
        assertThat(total[1]).as("an end of burst behind the last input").isEqualTo(threads * each);
    }

    /** Again and again two threads come to an empty combiner in the same instant. */
    @Test
    void ofTwoWhoComeAtOnceOneIsInside() throws Exception {
        AtomicInteger arrivals = new AtomicInteger();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        Combiner shared = new Combiner(() -> {}, defect -> overlaps.incrementAndGet(), relief::add);
        Runnable comesAgain = () -> {
            for (int round = 1; System.nanoTime() < end; round++) {
                arrivals.incrementAndGet();
                while (arrivals.get() < 2 * round && System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
                shared.execute(() -> {
                    if (inside.getAndIncrement() != 0) {
                        overlaps.incrementAndGet();
                    }
                    for (int spins = 0; spins < 50; spins++) {
                        Thread.onSpinWait();
                    }
                    inside.decrementAndGet();
                });
            }
        };
        ExecutorService pair = Executors.newFixedThreadPool(2);
        Future<?> one = pair.submit(comesAgain);
        Future<?> other = pair.submit(comesAgain);
        one.get();
        other.get();
        pair.shutdown();
        assertThat(overlaps).hasValue(0);
        assertThat(arrivals.get()).as("meetings").isGreaterThan(10);
    }
}
