package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.failureOf;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kazoo.AsyncResult;
import io.kazoo.CreateMode;
import io.kazoo.KazooClient;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.KazooInterruptedException;
import io.kazoo.recipes.queue.LockingQueue;
import io.kazoo.recipes.queue.Queue;
import io.kazoo.recipes.queue.QueueEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An entry has one holder at a time, and stays until one of them is done with it. */
public abstract class LockingQueueContract extends LockingQueueScenario {
    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration PATIENT = Duration.ofSeconds(3);

    /** For subclasses. */
    protected LockingQueueContract() {}

    @Test
    @Tag("KT233")
    void badInputIsRefused() {
        assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> queue().put(nothing()));
        List<byte[]> withNull = new ArrayList<>(List.of(bytes("one")));
        withNull.add(nothing());
        assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> queue().putAll(withNull));
        for (int priority : List.of(-100, 1000)) {
            assertThatIllegalArgumentException().isThrownBy(() -> queue().put(bytes("one"), priority));
            assertThatIllegalArgumentException().isThrownBy(() -> queue().putAll(List.of(bytes("one")), priority));
        }
        assertThat(queue().size()).isZero();
    }

    @Test
    @Tag("KT234")
    void anEmptyQueueHasNothing() {
        assertThat(queue().size()).isZero();
        assertThat(queue().get(Duration.ZERO)).isEmpty();
        assertThat(queue().get(SOON)).isEmpty();
        assertThat(queue().size()).isZero();
        awaitNothingHeld();
    }

    /** Where kazoo's get returns the same entry again, the handle stands for it here, and get takes the next one. */
    @Test
    @Tag("KT235")
    void entriesComeInOrderAndAreHeldUntilConsumed() {
        queue().put(bytes("one"));
        queue().put(bytes("two"));
        queue().putAll(List.of(bytes("three"), bytes("four")));
        assertThat(queue().size()).isEqualTo(4);
        for (String value : List.of("one", "two", "three", "four")) {
            QueueEntry entry = queue().get();
            assertThat(text(entry)).isEqualTo(value).isEqualTo(text(entry));
            assertThat(entry.holdsLock()).isTrue();
            assertThat(entry.consume()).isTrue();
            assertThat(entry.holdsLock()).isFalse();
        }
        assertThat(queue().size()).isZero();
        awaitNothingHeld();
    }

    @Test
    @Tag("KT236")
    void isConsumedOnce() {
        put("one");
        QueueEntry entry = queue().get();
        assertThat(queue().size()).isEqualTo(1);
        assertThat(entry.consume()).isTrue();
        assertThat(entry.consume()).isFalse();
        assertThat(entry.release()).isFalse();
        entry.close();
        assertThat(queue().size()).isZero();
        assertThat(failureOf(entry.lost())).isInstanceOf(CancelledException.class);
    }

    @Test
    @Tag("KT237")
    void whatIsReleasedIsThereForOthers() {
        put("one");
        QueueEntry entry = queue().get();
        assertThat(others().get(SOON)).isEmpty();
        assertThat(entry.release()).isTrue();
        assertThat(entry.release()).isFalse();
        assertThat(entry.consume()).as("it is not its own any more").isFalse();
        assertThat(failureOf(entry.lost())).isInstanceOf(CancelledException.class);
        try (QueueEntry again = others().get()) {
            assertThat(text(again)).isEqualTo("one");
            assertThat(again.fencingToken()).isGreaterThan(entry.fencingToken());
        }
        assertThat(drain()).containsExactly("one");
    }

    @Test
    @Tag("KT238")
    void tellsWhetherItIsHeld() {
        put("one");
        QueueEntry entry = queue().get();
        assertThat(entry.isHeld()).isTrue();
        assertThat(entry.holdsLock()).isTrue();
        assertThat(entry.lost().isDone()).isFalse();
        assertThat(entry.consume()).isTrue();
        assertThat(entry.isHeld()).isFalse();
        assertThat(entry.holdsLock()).isFalse();
    }

    @Test
    @Tag("KT239")
    void lowerPrioritiesComeFirst() {
        queue().put(bytes("four"), 101);
        queue().put(bytes("one"), 4);
        queue().put(bytes("two"), 4);
        queue().put(bytes("three"), 10);
        assertThat(drain()).containsExactly("one", "two", "three", "four");
    }

    @Test
    @Tag("KT240")
    void oneOfThreeGetsTheOnlyEntry() throws Exception {
        List<CompletableFuture<Optional<QueueEntry>>> getters = new ArrayList<>();
        for (LockingQueue each : List.of(queue(), others(), LockingQueue.create(startClient(), PATH))) {
            getters.add(inBackground(() -> each.get(PATIENT)));
        }
        put("one");
        List<QueueEntry> got = new ArrayList<>();
        for (CompletableFuture<Optional<QueueEntry>> getter : getters) {
            resultOf(getter).ifPresent(got::add);
        }
        assertThat(got).hasSize(1);
        assertThat(got.get(0).consume()).isTrue();
        awaitNothingHeld();
    }

    @Test
    void liesOnTheWireAsInKazoo() {
        queue().put(bytes("one"));
        queue().put(bytes("two"), 5);
        queue().putAll(List.of(bytes("x"), bytes("y")), 7);
        assertThat(childrenOf(ENTRIES))
                .containsExactlyInAnyOrder(
                        "entry-100-0000000000", "entry-005-0000000001", "entry-007-0000000002", "entry-007-0000000003");
        assertThat(observer().get(ENTRIES + "/entry-007-0000000003").data()).isEqualTo(bytes("y"));
        assertThat(observer().get(ENTRIES + "/entry-007-0000000003").stat().ephemeralOwner())
                .isZero();
        QueueEntry entry = queue().get();
        assertThat(taken()).containsExactly("entry-005-0000000001");
        assertThat(entry.nodePath()).isEqualTo(TAKEN + "/entry-005-0000000001");
        assertThat(new String(observer().get(entry.nodePath()).data(), US_ASCII))
                .matches("[0-9a-f]{32}");
        assertThat(observer().get(entry.nodePath()).stat().ephemeralOwner())
                .isEqualTo(sessionOf(client()).sessionId());
        assertThat(childrenOf(PATH)).containsExactlyInAnyOrder("entries", "taken");
        entry.consume();
        assertThat(childrenOf(ENTRIES)).hasSize(3);
        assertThat(taken()).isEmpty();
    }

    /** One that a Python client holds; kazoo tries the first entry only, and waits although there are others (#501). */
    @Test
    void entriesBehindTakenOnesAreTried() {
        put("one", "two");
        observer().ensurePath(TAKEN);
        String python = observer().create(TAKEN + "/entry-100-0000000000", bytes("0"), CreateMode.EPHEMERAL);
        QueueEntry entry = queue().get();
        assertThat(text(entry)).isEqualTo("two");
        AsyncResult<QueueEntry> waiting = waiting();
        observer().delete(python);
        assertThat(text(waiting.get(LIMIT))).isEqualTo("one");
    }

    @Test
    void waitersAreWokenByEachKindOfChange() throws Exception {
        CompletableFuture<QueueEntry> first = inBackground(() -> queue().get());
        awaitWaiting();
        put("one");
        QueueEntry entry = resultOf(first);
        AsyncResult<QueueEntry> second = waiting();
        entry.release();
        assertThat(text(second.get(LIMIT))).isEqualTo("one");
        AsyncResult<QueueEntry> third = waiting();
        observer().deleteRecursive("/some");
        awaitWaiting();
        put("two");
        assertThat(text(third.get(LIMIT))).isEqualTo("two");
    }

    @Test
    void consumersShare() throws Exception {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add("value " + i);
        }
        put(all.toArray(String[]::new));
        List<CompletableFuture<List<String>>> consumers = new ArrayList<>();
        for (LockingQueue each : List.of(queue(), queue(), others())) {
            consumers.add(inBackground(() -> {
                List<String> got = new ArrayList<>();
                for (Optional<QueueEntry> next = each.get(PATIENT); next.isPresent(); next = each.get(PATIENT)) {
                    QueueEntry entry = next.orElseThrow();
                    got.add(text(entry));
                    assertThat(entry.consume()).isTrue();
                }
                return got;
            }));
        }
        List<String> got = new ArrayList<>();
        for (CompletableFuture<List<String>> consumer : consumers) {
            got.addAll(resultOf(consumer));
        }
        assertThat(got).containsExactlyInAnyOrderElementsOf(all);
        awaitNothingHeld();
    }

    /** In kazoo a get that times out leaves its watchers (#175). */
    @ParameterizedTest
    @ValueSource(strings = {"timeout", "cancel", "interrupt"})
    void whoGivesUpLeavesNothing(String how) throws Exception {
        if (how.equals("timeout")) {
            for (int i = 0; i < 3; i++) {
                assertThat(queue().get(SOON)).isEmpty();
            }
        } else if (how.equals("cancel")) {
            AsyncResult<QueueEntry> waiting = waiting();
            waiting.cancel();
            assertThat(failureOf(waiting)).isInstanceOf(CancelledException.class);
        } else {
            FutureTask<Boolean> outcome = new FutureTask<>(this::isInterrupted);
            Thread thread = new Thread(outcome);
            thread.start();
            awaitWaiting();
            thread.interrupt();
            assertThat(outcome.get()).isTrue();
        }
        awaitNothingHeld();
        put("one");
        assertThat(drain()).containsExactly("one");
    }

    private boolean isInterrupted() {
        try {
            queue().get();
            return false;
        } catch (KazooInterruptedException e) {
            return Thread.interrupted();
        }
    }

    /** As docs/recipes/queue.md has it. */
    @Test
    void anExample() {
        KazooClient client = client();
        List<String> seen = new ArrayList<>();
        LockingQueue jobs = LockingQueue.create(client, "/app/jobs");
        jobs.put("resize".getBytes(UTF_8), 50);
        jobs.putAll(List.of("mail".getBytes(UTF_8), "index".getBytes(UTF_8)));
        try (QueueEntry job = jobs.get()) { // given back at the end unless consumed
            seen.add(new String(job.value(), UTF_8));
            assertThat(job.consume()).isTrue();
        }
        Optional<QueueEntry> next = jobs.get(Duration.ofSeconds(5));
        next.ifPresent(QueueEntry::release);
        Queue simple = Queue.create(client, "/app/lines");
        simple.put("hello".getBytes(UTF_8));
        Optional<byte[]> line = simple.get();
        assertThat(seen).containsExactly("resize");
        assertThat(line).isPresent();
        assertThat(jobs.size()).isEqualTo(2);
    }
}
