package io.kazoo.recipes.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockQueueTest {
    private static final LockQueue EXCLUSIVE = new LockQueue(LockNaming.kazoo(), LockKind.EXCLUSIVE, List.of());
    private static final LockQueue READ = new LockQueue(LockNaming.kazoo(), LockKind.READ, List.of());
    private static final LockQueue WRITE = new LockQueue(LockNaming.kazoo(), LockKind.WRITE, List.of());
    private static final String GO = "_c_0123456789abcdef0123456789abcdef-lock-0000000031";

    private static String lock(int number) {
        return "%032x__lock__%010d".formatted(number & 0xffffffffL, number);
    }

    private static String reader(int number) {
        return "%032x__rlock__%010d".formatted(number & 0xffffffffL, number);
    }

    @Test
    void theFirstHolds() {
        assertThat(EXCLUSIVE.decide(List.of(lock(2), lock(0), lock(1)), lock(0)))
                .isEqualTo(new Turn.Held());
    }

    @Test
    void theOthersWaitForTheNearestBeforeThem() {
        List<String> children = List.of(lock(7), lock(2), lock(9), lock(4));
        assertThat(EXCLUSIVE.decide(children, lock(9))).isEqualTo(new Turn.WaitFor(lock(7)));
        assertThat(EXCLUSIVE.decide(children, lock(4))).isEqualTo(new Turn.WaitFor(lock(2)));
    }

    @Test
    void whoIsNotInTheQueueIsGone() {
        assertThat(EXCLUSIVE.decide(List.of(lock(1)), lock(2))).isEqualTo(new Turn.Gone());
        assertThat(EXCLUSIVE.decide(List.of(), lock(2))).isEqualTo(new Turn.Gone());
    }

    @Test
    @Tag("KT199")
    void foreignNodesAreNoContenders() {
        List<String> children = List.of("hello", GO, "world", lock(32), "__lock__", "__lock__123", "", "0000000001");
        assertThat(EXCLUSIVE.decide(children, lock(32))).isEqualTo(new Turn.Held());
        assertThat(EXCLUSIVE.contenders(children)).containsExactly(lock(32));
    }

    @Test
    @Tag("KT200")
    void extraPatternsMakeForeignNodesContenders() {
        LockQueue mixed = new LockQueue(LockNaming.kazoo(), LockKind.EXCLUSIVE, List.of("-lock-"));
        List<String> children = List.of("hello", GO, "world", lock(32));
        assertThat(mixed.decide(children, lock(32))).isEqualTo(new Turn.WaitFor(GO));
        assertThat(mixed.contenders(children)).containsExactly(GO, lock(32));
    }

    @Test
    void patternsAreTakenLiterally() {
        LockQueue literal = new LockQueue(LockNaming.kazoo(), LockKind.EXCLUSIVE, List.of(".*", "a|b", "(["));
        List<String> children = List.of(GO, "x.*0000000003", "a|b0000000002", "b0000000001", "([0000000004", lock(32));
        assertThat(literal.contenders(children))
                .containsExactly("a|b0000000002", "x.*0000000003", "([0000000004", lock(32));
    }

    @Test
    void readersWaitForWritersOnly() {
        List<String> children = List.of(reader(0), lock(1), reader(2), reader(3));
        assertThat(READ.decide(children, reader(0))).isEqualTo(new Turn.Held());
        assertThat(READ.decide(children, reader(3))).isEqualTo(new Turn.WaitFor(lock(1)));
        assertThat(READ.contenders(children)).containsExactly(reader(0), lock(1), reader(2), reader(3));
    }

    @Test
    void writersWaitForEverybodyAndExclusiveLocksForNoReader() {
        List<String> children = List.of(reader(0), lock(1), reader(2), lock(3));
        assertThat(WRITE.decide(children, lock(1))).isEqualTo(new Turn.WaitFor(reader(0)));
        assertThat(WRITE.decide(children, lock(3))).isEqualTo(new Turn.WaitFor(reader(2)));
        assertThat(EXCLUSIVE.decide(children, lock(3))).isEqualTo(new Turn.WaitFor(lock(1)));
        assertThat(EXCLUSIVE.decide(children, lock(1))).isEqualTo(new Turn.Held());
        assertThat(EXCLUSIVE.contenders(children)).containsExactly(lock(1), lock(3));
    }

    @Test
    void numbersCompareAsNumbersPastTheWrap() {
        String last = lock(Integer.MAX_VALUE);
        String wrapped = lock(Integer.MIN_VALUE);
        String next = lock(Integer.MIN_VALUE + 1);
        List<String> children = List.of(next, last, wrapped);
        assertThat(wrapped).endsWith("__lock__-2147483648");
        assertThat(EXCLUSIVE.decide(children, last)).isEqualTo(new Turn.Held());
        assertThat(EXCLUSIVE.decide(children, wrapped)).isEqualTo(new Turn.WaitFor(last));
        assertThat(EXCLUSIVE.decide(children, next)).isEqualTo(new Turn.WaitFor(wrapped));
        assertThat(EXCLUSIVE.contenders(children)).containsExactly(last, wrapped, next);
    }

    @Test
    void negativeNumbersCountUpwards() {
        assertThat(EXCLUSIVE.contenders(List.of(lock(0), lock(-1), lock(-10), lock(-9), lock(1))))
                .containsExactly(lock(-10), lock(-9), lock(-1), lock(0), lock(1));
        assertThat(EXCLUSIVE.decide(List.of(lock(-1), lock(0)), lock(0))).isEqualTo(new Turn.WaitFor(lock(-1)));
    }

    @Test
    void equalNumbersDoNotWaitForEachOther() {
        LockQueue mixed = new LockQueue(LockNaming.kazoo(), LockKind.EXCLUSIVE, List.of("-lock-"));
        String twin = "_c_a-lock-0000000032";
        assertThat(mixed.decide(List.of(twin, lock(32)), lock(32))).isEqualTo(new Turn.Held());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__lock__00000000001",
                "__lock__000000001",
                "__lock__+000000001",
                "__lock__00000 0001",
                "__lock__\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661",
                "__lock__9999999999",
                "__lock__-9999999999",
                "__lock__--000000001",
                "__lock__-0000000001",
                "__lock__-00000001",
                "__lock__000000000x",
                "_lock__0000000001",
                "__lock__"
            })
    void namesThatNoServerMakesAreNoContenders(String name) {
        assertThat(LockQueue.sequence(name, Set.of("__lock__"))).isEmpty();
    }

    @Test
    void theSmallestAndLargestNumbersAreRead() {
        assertThat(LockQueue.sequence("__lock__2147483647", Set.of("__lock__"))).hasValue(Integer.MAX_VALUE);
        assertThat(LockQueue.sequence("a__lock__-2147483648", Set.of("__lock__")))
                .hasValue(Integer.MIN_VALUE);
        assertThat(LockQueue.sequence("a__lock__-000000007", Set.of("__lock__")))
                .hasValue(-7);
        assertThat(LockQueue.sequence("a__lock__-999999999", Set.of("__lock__")))
                .hasValue(-999_999_999);
        assertThat(LockQueue.sequence("a__lock__-1000000000", Set.of("__lock__")))
                .hasValue(-1_000_000_000);
    }

    @Test
    void aNameOfItsOwnThatIsNoneIsAProgrammingError() {
        assertThatThrownBy(() -> EXCLUSIVE.decide(List.of("x"), "x")).isInstanceOf(NoSuchElementException.class);
    }

    /** For any set of contenders around any number, the wrap included: one holder, and a chain through all of them. */
    @Test
    void theQueueIsAChainWhereverTheCounterStands() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            int base = round % 2 == 0 ? random.nextInt() : Integer.MAX_VALUE - random.nextInt(20);
            List<String> ordered = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                ordered.add(lock(base + i));
            }
            List<String> children = new ArrayList<>(ordered);
            Collections.shuffle(children, random);
            assertThat(EXCLUSIVE.contenders(children)).isEqualTo(ordered);
            assertThat(EXCLUSIVE.decide(children, ordered.get(0))).isEqualTo(new Turn.Held());
            for (int i = 1; i < 20; i++) {
                assertThat(EXCLUSIVE.decide(children, ordered.get(i))).isEqualTo(new Turn.WaitFor(ordered.get(i - 1)));
            }
        }
    }

    /** Names made by hand can be spread so that "before" goes round in a circle; sorting them must not fail. */
    @Test
    void anySetOfNamesCanBeSorted() {
        Random random = new Random(11);
        List<String> children = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            children.add(lock(random.nextInt()));
        }
        assertThat(EXCLUSIVE.contenders(children)).containsExactlyInAnyOrderElementsOf(children);
    }
}
