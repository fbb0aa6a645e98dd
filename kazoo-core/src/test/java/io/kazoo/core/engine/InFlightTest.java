package io.kazoo.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kazoo.core.protocol.CloseSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InFlightTest {
    /** The sequence whose number on the wire is the largest there is. */
    private static final long LAST_NUMBER = Integer.MAX_VALUE - 1L;

    private static Request<@Nullable Void> request() {
        return new Request<>(null, Inline.LANE, new CloseSession(), null);
    }

    @Test
    void numbersBeginWithOne() {
        InFlight inFlight = new InFlight();
        assertThat(inFlight.nextXid()).isEqualTo(1);
        inFlight.add(request());
        assertThat(inFlight.nextXid()).isEqualTo(2);
        assertThat(inFlight.next()).isEqualTo(1);
        assertThat(inFlight.size()).isEqualTo(1);
    }

    @Test
    void takesOutWhatWasPutIn() {
        InFlight inFlight = new InFlight();
        Request<?> one = request();
        Request<?> two = request();
        inFlight.add(one);
        inFlight.add(two);
        assertThatObject(inFlight.take(inFlight.sequence(2))).isSameAs(two);
        assertThat(inFlight.size()).as("the hole counts").isEqualTo(2);
        assertThatObject(inFlight.take(inFlight.sequence(1))).isSameAs(one);
        assertThat(inFlight.size()).isZero();
    }

    @Test
    void knowsOnlyWhatIsUnderWay() {
        InFlight inFlight = new InFlight();
        assertThat(inFlight.sequence(1)).isEqualTo(-1);
        inFlight.add(request());
        inFlight.add(request());
        inFlight.take(inFlight.sequence(1));
        for (int xid : new int[] {1, 3, 0, -1, -8, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThat(inFlight.sequence(xid)).as("xid %d", xid).isEqualTo(-1);
        }
        assertThat(inFlight.sequence(2)).isEqualTo(1);
        assertThatThrownBy(() -> inFlight.take(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void numbersStartOverBehindTheLargest() {
        InFlight inFlight = new InFlight(LAST_NUMBER - 1);
        Map<Integer, Request<?>> byXid = new HashMap<>();
        List<Integer> xids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Request<?> request = request();
            xids.add(inFlight.nextXid());
            byXid.put(inFlight.nextXid(), request);
            inFlight.add(request);
        }
        assertThat(xids).containsExactly(Integer.MAX_VALUE - 1, Integer.MAX_VALUE, 1, 2);
        assertThat(inFlight.sequence(3)).isEqualTo(-1);
        assertThat(inFlight.sequence(Integer.MAX_VALUE - 2)).isEqualTo(-1);
        byXid.forEach((xid, request) ->
                assertThatObject(inFlight.take(inFlight.sequence(xid))).isSameAs(request));
        assertThat(inFlight.size()).isZero();
    }

    @Test
    void isFullAtItsLimit() {
        InFlight inFlight = new InFlight();
        for (int i = 0; i < InFlight.LIMIT; i++) {
            assertThat(inFlight.isFull()).isFalse();
            inFlight.add(request());
        }
        assertThat(inFlight.isFull()).isTrue();
        inFlight.take(5);
        assertThat(inFlight.isFull()).as("a hole is no room").isTrue();
        inFlight.take(0);
        assertThat(inFlight.isFull()).isFalse();
    }

    @Test
    void countsThoseBeforeASequence() {
        InFlight inFlight = new InFlight();
        for (int i = 0; i < 5; i++) {
            inFlight.add(request());
        }
        assertThat(inFlight.sizeBefore(3)).isEqualTo(3);
        inFlight.take(0);
        assertThat(inFlight.sizeBefore(3)).isEqualTo(2);
        for (int i = 1; i < 5; i++) {
            inFlight.take(i);
        }
        assertThat(inFlight.sizeBefore(3)).isZero();
    }

    @Test
    void drainsTheOldestFirstAndStartsOver() {
        InFlight inFlight = new InFlight();
        List<Request<?>> requests = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Request<?> request = request();
            requests.add(request);
            inFlight.add(request);
        }
        requests.remove(inFlight.take(7));
        requests.remove(inFlight.take(0));
        List<Request<?>> drained = new ArrayList<>();
        inFlight.drain(drained::add);
        assertThat(drained).isEqualTo(requests);
        assertThat(inFlight.size()).isZero();
        assertThat(inFlight.nextXid()).isEqualTo(1);
    }

    /** Against a plain map, with the ring growing, wrapping and full of holes, and over the end of the numbers. */
    @Test
    void agreesWithAMap() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            InFlight inFlight = new InFlight(seed % 2 == 0 ? 0 : LAST_NUMBER - random.nextInt(300));
            Map<Integer, Request<?>> model = new HashMap<>();
            int target = 1 + random.nextInt(random.nextBoolean() ? 20 : 600);
            for (int step = 0; step < 1_000; step++) {
                if (model.size() < target && random.nextBoolean() && !inFlight.isFull()) {
                    Request<?> request = request();
                    model.put(inFlight.nextXid(), request);
                    inFlight.add(request);
                } else if (!model.isEmpty()) {
                    List<Integer> xids = new ArrayList<>(model.keySet());
                    int xid = xids.get(random.nextInt(random.nextBoolean() ? 1 : xids.size()));
                    assertThatObject(inFlight.take(inFlight.sequence(xid)))
                            .as("seed %d step %d", seed, step)
                            .isSameAs(model.remove(xid));
                    assertThat(inFlight.sequence(xid)).isEqualTo(-1);
                }
            }
            List<Request<?>> left = new ArrayList<>();
            inFlight.drain(left::add);
            assertThat(left).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(model.values());
        }
    }
}
