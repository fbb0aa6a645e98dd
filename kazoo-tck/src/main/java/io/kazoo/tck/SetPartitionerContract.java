package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.kazoo.KazooClient;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.LockTimeoutException;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.Lock;
import io.kazoo.recipes.partition.PartitionFunction;
import io.kazoo.recipes.partition.PartitionListener;
import io.kazoo.recipes.partition.PartitionState;
import io.kazoo.recipes.partition.PartitionerOptions;
import io.kazoo.recipes.partition.SetPartitioner;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Members divide a set, each its own part, and again when they change. */
public abstract class SetPartitionerContract extends SetPartitionerScenario {
    private static final Duration SOON = Duration.ofMillis(200);

    private KazooClient client;

    /** For subclasses. */
    protected SetPartitionerContract() {}

    @BeforeEach
    void start() {
        client = startClient();
    }

    @Test
    @Tag("KT201")
    void oneMemberHasAll() {
        SetPartitioner one = join(client, "a");
        assertThat(one.state()).isEqualTo(PartitionState.ALLOCATING);
        assertThat(one.held()).isEmpty();
        awaitPart(one, "0", "1", "2");
        assertThat(one.held().values()).allMatch(Hold::isHeld);
        one.finish();
        assertThat(one.state()).isEqualTo(PartitionState.FAILURE);
        assertThat(one.held()).isEmpty();
        awaitNothingLeft();
    }

    @Test
    @Tag("KT202")
    void twoMembersDivideIt() {
        Set<String> two = Set.of("0", "1");
        SetPartitioner a = join(client, two, named("a"));
        SetPartitioner b = join(observer(), two, named("b"));
        awaitPart(a, "0");
        awaitPart(b, "1");
        a.finish();
        awaitState(b, PartitionState.RELEASE);
        assertThat(b.held()).containsOnlyKeys("1");
        release(b);
        awaitPart(b, "0", "1");
    }

    @Test
    @Tag("KT203")
    void aNewMemberGetsItsPart() {
        SetPartitioner a = join(client, "a");
        SetPartitioner b = join(client, "b");
        awaitPart(a, "0", "2");
        awaitPart(b, "1");
        Events<PartitionState> states = new Events<>();
        a.addListener(states::add);
        SetPartitioner c = join(client, "c");
        release(a, b);
        awaitPart(a, "0");
        awaitPart(b, "1");
        awaitPart(c, "2");
        states.awaitExactly(
                PartitionState.ACQUIRED, PartitionState.RELEASE, PartitionState.ALLOCATING, PartitionState.ACQUIRED);
    }

    @Test
    @Tag("KT204")
    void aMemberTooManyHasNothing() {
        Set<String> one = Set.of("0");
        SetPartitioner a = join(client, one, named("a"));
        SetPartitioner b = join(client, one, named("b"));
        awaitPart(a, "0");
        awaitPart(b);
        assertThat(contenders("0")).hasSize(1);
    }

    @Test
    @Tag("KT207")
    void aMemberThatComesWhileLocksAreTakenIsCounted() {
        CountDownLatch dividing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        closeLater(goOn::countDown);
        PartitionFunction slow = (identifier, members, partitions) -> {
            dividing.countDown();
            HandlerContract.await(goOn);
            return PartitionFunction.everyNth().partition(identifier, members, partitions);
        };
        SetPartitioner a = join(client, THREE, named("a").withFunction(slow));
        HandlerContract.await(dividing);
        SetPartitioner b = join(observer(), "b");
        eventually(() -> assertThat(party()).hasSize(2));
        goOn.countDown();
        awaitPart(a, "0", "2");
        awaitPart(b, "1");
    }

    @Test
    @Tag("KT208")
    void aLockThatSomebodyElseHasIsNotCounted() {
        Hold stolen = Lock.create(observer(), PATH + "/locks/0").acquire();
        Events<Collection<String>> blocked = new Events<>();
        SetPartitioner a = SetPartitioner.create(client, PATH, THREE, named("a").withMaxReactionTime(SOON));
        a.addListener(blockedTo(blocked));
        closeLater(a).start();
        assertThat(blocked.awaitSize(1).get(0)).containsExactly("0");
        assertThat(a.held()).isEmpty();
        assertThatExceptionOfType(LockTimeoutException.class)
                .isThrownBy(() -> a.waitForAcquire(SOON))
                .withMessageContaining("[0]")
                .withMessageContaining("same set");
        SetPartitioner b = join(observer(), "b");
        awaitPart(b, "1");
        assertThat(a.state()).isEqualTo(PartitionState.ALLOCATING);
        stolen.release();
        awaitPart(a, "0", "2");
    }

    private static PartitionListener blockedTo(Events<Collection<String>> blocked) {
        return new PartitionListener() {
            @Override
            public void stateChanged(PartitionState state) {}

            @Override
            public void blocked(Collection<String> missing) {
                blocked.add(missing);
            }
        };
    }

    /** In kazoo both are ALLOCATING for ever, and nobody is told why (kazoo issue 392). */
    @Test
    void differentSetsAreReported() {
        Events<Collection<String>> blocked = new Events<>();
        SetPartitioner a = join(client, Set.of("x", "y", "z"), named("a").withMaxReactionTime(SOON));
        a.addListener(blockedTo(blocked));
        awaitPart(a, "x", "y", "z");
        SetPartitioner b = join(client, Set.of("y", "z"), named("b"));
        eventually(() -> assertThat(contenders("z")).as("b waits for it").hasSize(2));
        release(a);
        awaitPart(b, "z");
        assertThat(blocked.awaitSize(1))
                .anySatisfy(missing -> assertThat(missing).contains("z"));
        assertThat(a.state()).isEqualTo(PartitionState.ALLOCATING);
        b.finish();
        eventually(() -> {
            assertThat(acquired(a)).isTrue();
            assertThat(a.held()).containsOnlyKeys("x", "y", "z");
        });
    }

    /** Two of one name would both take the first's part. */
    @Test
    void aMemberOfTheSameNameWaits() {
        SetPartitioner first = join(client, "a");
        awaitPart(first, "0", "1", "2");
        SetPartitioner second = join(client, "a");
        awaitState(first, PartitionState.RELEASE);
        assertThatExceptionOfType(LockTimeoutException.class)
                .isThrownBy(() -> second.waitForAcquire(Duration.ofMillis(500)))
                .withMessageContaining("[a, a]");
        first.finish();
        awaitPart(second, "0", "1", "2");
    }

    @Test
    void aFunctionOfTheUsersDecides() {
        PartitionFunction reverse = (identifier, members, partitions) ->
                members.indexOf(identifier) == 0 ? List.of("2", "0") : List.of("1");
        SetPartitioner b = join(client, THREE, named("b").withFunction(reverse));
        SetPartitioner a = join(client, THREE, named("a").withFunction(reverse));
        awaitPart(a, "2", "0");
        awaitPart(b, "1");
    }

    @Test
    void aFunctionThatFailsEndsIt() {
        IllegalStateException mine = new IllegalStateException("mine");
        SetPartitioner throwing = join(client, THREE, named("a").withFunction((identifier, members, partitions) -> {
            throw mine;
        }));
        assertThat(failureOf(throwing.async().waitForAcquire(LIMIT))).isSameAs(mine);
        assertThat(throwing.state()).isEqualTo(PartitionState.FAILURE);
        for (List<String> wrong : List.of(List.of("elsewhere"), List.of("1", "1"))) {
            SetPartitioner member =
                    join(client, THREE, named("b").withFunction((identifier, members, partitions) -> wrong));
            assertThat(failureOf(member.async().waitForAcquire(LIMIT)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(wrong.toString());
        }
        awaitNothingLeft();
    }

    /** kazoo's layout. */
    @Test
    void itLooksAsInKazoo() {
        SetPartitioner alice = join(client, Set.of("a", "b"), named("alice"));
        awaitPart(alice, "a", "b");
        assertThat(childrenOf(PATH)).containsExactlyInAnyOrder("party", "locks");
        assertThat(party()).hasSize(1).allMatch(name -> name.matches("[0-9a-f]{32}-alice"));
        assertThat(observer().get(PATH + "/party/" + party().get(0)).data())
                .asString()
                .isEqualTo("alice");
        assertThat(childrenOf(PATH + "/locks")).containsExactlyInAnyOrder("a", "b");
        for (String each : List.of("a", "b")) {
            assertThat(contenders(each)).hasSize(1).allMatch(name -> name.matches("[0-9a-f]{32}__lock__0000000000"));
            String path = PATH + "/locks/" + each + "/" + contenders(each).get(0);
            assertThat(observer().get(path).data()).isEmpty();
            assertThat(observer().get(path).stat().ephemeralOwner())
                    .isEqualTo(sessionOf(client).sessionId());
        }
    }

    @Test
    void badInputIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PartitionerOptions.of(""));
        assertThatIllegalArgumentException().isThrownBy(() -> PartitionerOptions.of("a/b"));
        assertThatIllegalArgumentException().isThrownBy(() -> named("a").withTimeBoundary(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SetPartitioner.create(client, PATH, Set.of(""), named("a")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SetPartitioner.create(client, PATH, Set.of(".."), named("a")));
        SetPartitioner member = join(client, "a");
        assertThatIllegalStateException().isThrownBy(member::start);
    }

    @Test
    void finishAtAnyMomentLeavesNothing() {
        for (int i = 0; i < 8; i++) {
            SetPartitioner member = join(client, THREE, named("a").withTimeBoundary(Duration.ofMillis(1)));
            if (i % 4 == 1) {
                client.sync("/");
            } else if (i % 4 == 2) {
                eventually(() -> assertThat(party()).hasSize(1));
            } else if (i % 4 == 3) {
                member.waitForAcquire(LIMIT);
            }
            member.finish();
            member.finish();
            assertThat(failureOf(member.async().waitForAcquire(LIMIT))).isInstanceOf(CancelledException.class);
        }
        SetPartitioner neverStarted = SetPartitioner.create(client, PATH, THREE, named("a"));
        neverStarted.finish();
        client.sync("/");
        awaitNothingLeft();
    }

    /** The example of the documentation. */
    @Test
    void anExample() {
        PartitionerOptions options = PartitionerOptions.of("node-1").withTimeBoundary(SOON);
        Events<String> worked = new Events<>();
        try (SetPartitioner shards = SetPartitioner.create(client, "/index", THREE, options)) {
            shards.start();
            while (worked.all().isEmpty() && shards.state() != PartitionState.FAILURE) {
                switch (shards.state()) {
                    case ALLOCATING -> shards.waitForAcquire(Duration.ofMinutes(1));
                    case ACQUIRED -> shards.held().keySet().forEach(worked::add);
                    default -> shards.releaseSet();
                }
            }
        }
        worked.awaitExactly("0", "1", "2");
    }
}
