package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.kazoo.AsyncResult;
import io.kazoo.CreateMode;
import io.kazoo.exceptions.NoChildrenForEphemeralsException;
import io.kazoo.recipes.barrier.DoubleBarrier;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members go in together and out together, over faults, and nobody who gives up is in anybody's way. */
public abstract class DoubleBarrierContract extends DoubleBarrierScenario {
    /** For subclasses. */
    protected DoubleBarrierContract() {}

    @Test
    @Tag("KT318")
    void oneMemberComesAndGoes() {
        DoubleBarrier member = member(client(), 1, "one");
        for (int i = 0; i < 2; i++) {
            assertThat(member.isParticipating()).isFalse();
            member.enter();
            assertThat(member.isParticipating()).isTrue();
            assertThatIllegalStateException().isThrownBy(member::enter);
            member.leave();
            assertThat(member.isParticipating()).isFalse();
            assertThatIllegalStateException().isThrownBy(member::leave);
            awaitNothingLeft();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("KT319")
    void twoGoTogether(boolean firstLeavesFirst) throws Exception {
        DoubleBarrier one = member(client(), 2, "one");
        DoubleBarrier two = member(observer(), 2, "two");
        CompletableFuture<Boolean> first = inBackground(() -> one.enter(LIMIT));
        awaitWatched(READY);
        assertThat(one.isParticipating()).isFalse();
        assertThat(two.enter(LIMIT)).isTrue();
        assertThat(resultOf(first)).isTrue();
        assertThat(one.isParticipating()).isTrue();
        DoubleBarrier earlier = firstLeavesFirst ? one : two;
        DoubleBarrier later = firstLeavesFirst ? two : one;
        AsyncResult<Boolean> leaving = earlier.async().leave();
        boolean lowest = earlier.nodePath().compareTo(later.nodePath()) < 0;
        awaitMembers(lowest ? 2 : 1);
        awaitWatched(later.nodePath());
        assertThat(leaving.isDone()).isFalse();
        later.leave();
        assertThat(leaving.get(LIMIT)).isTrue();
        awaitNothingLeft();
    }

    @Test
    @Tag("KT320")
    void theThirdReleasesTheTwo() {
        DoubleBarrier one = member(client(), 3, "one");
        DoubleBarrier two = member(client(), 3, "two");
        DoubleBarrier three = member(observer(), 3, "three");
        AsyncResult<Boolean> first = entering(one);
        AsyncResult<Boolean> second = entering(two);
        assertThat(first.isDone() || second.isDone()).isFalse();
        three.enter();
        assertThat(first.get(LIMIT)).isTrue();
        assertThat(second.get(LIMIT)).isTrue();
        List<AsyncResult<Boolean>> leaving =
                List.of(one.async().leave(), two.async().leave(), three.async().leave());
        assertThat(leaving).allSatisfy(each -> assertThat(each.get(LIMIT)).isTrue());
        awaitNothingLeft();
    }

    /** In kazoo the failure is swallowed, and whoever entered believes to be inside. */
    @Test
    @Tag("KT321")
    void aFailureIsTold() {
        observer().ensurePath("/some");
        observer().create(PATH, null, CreateMode.EPHEMERAL);
        DoubleBarrier member = member(client(), 1, "one");
        assertThatExceptionOfType(NoChildrenForEphemeralsException.class).isThrownBy(member::enter);
        assertThat(member.isParticipating()).isFalse();
        observer().delete(PATH);
        member.enter();
        member.leave();
    }

    @Test
    @Tag("KT322")
    void aNodeThatIsThereIsReused() {
        DoubleBarrier member = member(client(), 1, "one");
        observer().ensurePath(PATH);
        observer().create(member.nodePath());
        member.enter();
        assertThat(member.isParticipating()).isTrue();
        member.leave();
        awaitNothingLeft();
    }

    @Test
    void liesOnTheWireAsInKazoo() {
        DoubleBarrier alice = member(client(), 2, "alice");
        AsyncResult<Boolean> entering = entering(alice);
        assertThat(childrenOf(PATH)).singleElement().asString().matches("[0-9a-f]{32}");
        assertThat(observer().get(alice.nodePath()).data()).isEqualTo("alice".getBytes(UTF_8));
        assertThat(observer().get(alice.nodePath()).stat().ephemeralOwner())
                .isEqualTo(sessionOf(client()).sessionId());
        DoubleBarrier bob = member(observer(), 2, "bob");
        bob.enter();
        assertThat(entering.get(LIMIT)).isTrue();
        assertThat(observer().get(READY).data()).isEmpty();
        assertThat(observer().get(READY).stat().ephemeralOwner()).isZero();
        assertThat(childrenOf(PATH)).hasSize(3);
        bothLeave(alice, bob);
        assertThat(observer().get(PATH).data()).isEmpty();
    }

    @Test
    void isForOneAtLeast() {
        assertThatIllegalArgumentException().isThrownBy(() -> member(client(), 0, ""));
    }

    /** One that Python made: it closes the barrier before it goes. */
    @Test
    void aMemberMadeByHandCounts() {
        observer().ensurePath(PATH);
        String python = observer().create(PATH + "/" + "f".repeat(32), "python".getBytes(UTF_8), CreateMode.EPHEMERAL);
        DoubleBarrier member = member(client(), 2, "java");
        member.enter();
        observer().delete(READY);
        AsyncResult<Boolean> leaving = member.async().leave();
        awaitWatched(python);
        observer().delete(python);
        assertThat(leaving.get(LIMIT)).isTrue();
        awaitNothingLeft();
    }

    /** It opens and closes before the waiter has looked. */
    @Test
    void anOpeningThatIsShortIsSeen() {
        AsyncResult<Boolean> entering = entering(member(client(), 2, "one"));
        observer().transaction(steps -> steps.create(READY).delete(READY));
        assertThat(entering.get(LIMIT)).isTrue();
    }
}
