package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kazoo.Acl;
import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.KazooInterruptedException;
import io.kazoo.exceptions.LockTimeoutException;
import io.kazoo.exceptions.NoAuthException;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.HoldLostException;
import io.kazoo.recipes.lock.Lock;
import io.kazoo.recipes.lock.MultiHold;
import io.kazoo.recipes.lock.MultiLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several locks, all or none. */
public abstract class MultiLockContract extends RecipeScenario {
    private static final String A = "/multi/a";
    private static final String B = "/multi/b";
    private static final String C = "/multi/c";
    private static final Duration SOON = Duration.ofMillis(300);

    private KazooClient client;
    private MultiLock all;

    /** For subclasses. */
    protected MultiLockContract() {}

    @BeforeEach
    void start() {
        client = startProxied();
        all = multi(client, C, A, B);
    }

    private static MultiLock multi(KazooClient client, String... paths) {
        return MultiLock.of(
                Arrays.stream(paths).map(path -> Lock.create(client, path)).toList());
    }

    private void awaitContenders(int ofA, int ofB, int ofC) {
        eventually(() -> assertThat(List.of(
                        childrenOf(A).size(),
                        childrenOf(B).size(),
                        childrenOf(C).size()))
                .containsExactly(ofA, ofB, ofC));
    }

    private void awaitNothingLeft() {
        awaitContenders(0, 0, 0);
        eventually(() -> assertThat(watches()).isEmpty());
    }

    @Test
    void allAreHeldAndGivenBack() {
        assertThat(all.paths()).containsExactly(A, B, C);
        MultiHold held = all.acquire();
        awaitContenders(1, 1, 1);
        assertThat(held.isHeld()).isTrue();
        assertThat(held.holds()).extracting(Hold::isHeld).containsOnly(true).hasSize(3);
        assertThat(held.nodePath()).startsWith(A + "/");
        assertThat(held.fencingToken()).isEqualTo(held.holds().get(2).fencingToken());
        held.close();
        assertThat(held.isHeld()).isFalse();
        assertThat(held.releaseAsync().get(LIMIT)).isFalse();
        assertThat(failureOf(held.lost())).isInstanceOf(CancelledException.class);
        awaitNothingLeft();
    }

    @Test
    void aTryIsRefusedIfOneIsTaken() {
        for (String path : List.of(A, B, C)) {
            Hold other = Lock.create(observer(), path).acquire();
            assertThat(all.tryAcquire()).isEmpty();
            eventually(() -> assertThat(childrenOf(path)).hasSize(1));
            other.release();
            awaitNothingLeft();
        }
        all.tryAcquire().orElseThrow().release();
        awaitNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {A, B, C})
    void whoGivesUpLeavesNone(String taken) throws Exception {
        Hold other = Lock.create(observer(), taken).acquire();
        assertThatExceptionOfType(LockTimeoutException.class).isThrownBy(() -> all.acquire(SOON));
        eventually(() -> assertThat(childrenOf(taken)).hasSize(1));
        AsyncResult<MultiHold> cancelled = all.async().acquire();
        eventually(() -> assertThat(childrenOf(taken)).hasSize(2));
        all.cancel();
        assertThat(failureOf(cancelled)).isInstanceOf(CancelledException.class);
        eventually(() -> assertThat(childrenOf(taken)).hasSize(1));
        FutureTask<Boolean> interrupted = new FutureTask<>(() -> {
            try {
                all.acquire();
                return false;
            } catch (KazooInterruptedException e) {
                return Thread.interrupted();
            }
        });
        Thread thread = new Thread(interrupted);
        thread.start();
        eventually(() -> assertThat(childrenOf(taken)).hasSize(2));
        thread.interrupt();
        assertThat(interrupted.get()).isTrue();
        eventually(() -> assertThat(childrenOf(taken)).hasSize(1));
        other.release();
        awaitNothingLeft();
    }

    @Test
    void oneThatIsRefusedMeansNone() {
        observer().ensurePath(B);
        observer().setAcls(B, Acl.READ_ACL_UNSAFE);
        assertThatExceptionOfType(NoAuthException.class).isThrownBy(() -> all.acquire(LIMIT));
        awaitNothingLeft();
    }

    /** One is lost while the next is waited for, by the session or by a foreign hand: it begins anew. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneThatIsLostOnTheWayIsTakenAgain(boolean withTheSession) {
        Hold other = Lock.create(observer(), C).acquire();
        AsyncResult<MultiHold> result = all.async().acquire();
        awaitContenders(1, 1, 2);
        String first = A + "/" + childrenOf(A).get(0);
        if (withTheSession) {
            expire(client);
        } else {
            eventually(() -> assertThat(watches()).contains(first));
            observer().delete(first);
        }
        eventually(() -> assertThat(childrenOf(A)).hasSize(1).doesNotContain(first.substring(A.length() + 1)));
        awaitContenders(1, 1, 2);
        assertThat(result.isDone()).isFalse();
        other.release();
        MultiHold held = result.get(LIMIT);
        assertThat(held.isHeld()).isTrue();
        awaitContenders(1, 1, 1);
        held.release();
        awaitNothingLeft();
    }

    @Test
    void theLossOfOneIsTheLossOfAll() {
        MultiHold held = all.acquire();
        observer().delete(held.holds().get(1).nodePath());
        assertThatExceptionOfType(HoldLostException.class)
                .as("whether it knows or not")
                .isThrownBy(() -> held.transaction().create("/x").commit());
        assertThat(held.lost().get(LIMIT)).isNull();
        assertThat(held.isHeld()).isFalse();
        assertThat(held.releaseAsync().get(LIMIT)).isFalse();
        awaitNothingLeft();
        assertThat(observer().exists("/x")).isEmpty();
    }

    @Test
    void oppositeOrdersDoNotWaitForEachOther() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        List<CompletableFuture<Boolean>> results = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            MultiLock lock = i % 2 == 0 ? multi(client, A, B, C) : multi(observer(), C, B);
            results.add(inBackground(() -> {
                try (MultiHold held = lock.acquire(LIMIT)) {
                    boolean alone = inside.incrementAndGet() == 1;
                    inside.decrementAndGet();
                    return alone && held.isHeld();
                }
            }));
        }
        for (CompletableFuture<Boolean> result : results) {
            assertThat(resultOf(result)).isTrue();
        }
        awaitNothingLeft();
    }

    @Test
    void aLostReplyAtEachStepChangesNothing() throws Exception {
        all.acquire().release();
        awaitNothingLeft();
        for (int opCode : new int[] {15, 15, 8, 15, 2}) {
            CompletableFuture<Void> lost = proxy().dropReply(opCode);
            MultiHold held = all.acquire(LIMIT);
            awaitContenders(1, 1, 1);
            held.release();
            resultOf(lost);
            awaitNothingLeft();
        }
    }

    @Test
    void whatCannotBeRightIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> MultiLock.of(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> multi(client, A, B, A));
    }
}
