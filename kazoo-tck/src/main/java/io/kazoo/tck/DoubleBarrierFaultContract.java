package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.KazooState;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.recipes.barrier.DoubleBarrier;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connection, the session or a node is lost at each step: nobody is held up, and nothing is left. */
public abstract class DoubleBarrierFaultContract extends DoubleBarrierScenario {
    private static final int CREATE = 1;
    private static final int DELETE = 2;
    private static final int EXISTS = 3;
    private static final int GET = 4;
    private static final int GET_CHILDREN = 8;
    private static final int GET_CHILDREN2 = 12;
    private static final int CREATE2 = 15;

    /** For subclasses. */
    protected DoubleBarrierFaultContract() {}

    /** Left over from members that died: new ones do not walk in on it. */
    @Test
    void anOpeningOfTheDeadIsClosed() {
        observer().ensurePath(READY);
        DoubleBarrier one = member(client(), 2, "one");
        DoubleBarrier two = member(observer(), 2, "two");
        AsyncResult<Boolean> first = entering(one);
        eventually(() -> assertThat(observer().exists(READY)).isEmpty());
        assertThat(first.isDone()).isFalse();
        two.enter();
        assertThat(first.get(LIMIT)).isTrue();
        bothLeave(one, two);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void opensWhileAWaiterIsCutOff(boolean newSession) {
        DoubleBarrier one = member(client(), 2, "one");
        DoubleBarrier two = member(observer(), 2, "two");
        AsyncResult<Boolean> first = entering(one);
        disconnect(client());
        two.enter();
        if (newSession) {
            expire(session());
        } else {
            proxy().heal();
        }
        assertThat(first.get(LIMIT)).isTrue();
        eventually(() -> assertThat(one.isParticipating()).isTrue());
        bothLeave(two, one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"session", "node", "parent"})
    void whoWaitsIsMadeAMemberAgain(String lost) {
        DoubleBarrier one = member(client(), 2, "one");
        AsyncResult<Boolean> first = entering(one);
        long before = observer().get(one.nodePath()).stat().czxid();
        switch (lost) {
            case "session" -> expire(client());
            case "node" -> observer().delete(one.nodePath());
            default -> observer().deleteRecursive("/some");
        }
        eventually(() -> assertThat(observer().exists(one.nodePath()))
                .hasValueSatisfying(stat -> assertThat(stat.czxid()).isGreaterThan(before)));
        DoubleBarrier two = member(observer(), 2, "two");
        assertThat(two.enter(LIMIT)).isTrue();
        assertThat(first.get(LIMIT)).isTrue();
        bothLeave(one, two);
    }

    /** Each step of the algorithm, once. */
    @ParameterizedTest
    @ValueSource(ints = {CREATE2, GET, EXISTS, GET_CHILDREN, CREATE})
    void everyReplyMayBeLostWhileItEnters(int operation) throws Exception {
        observer().ensurePath(PATH);
        DoubleBarrier one = member(observer(), 2, "one");
        AsyncResult<Boolean> first = entering(one);
        CompletableFuture<Void> dropped = proxy().dropReply(operation);
        DoubleBarrier two = member(client(), 2, "two");
        assertThat(two.enter(LIMIT)).isTrue();
        assertThat(first.get(LIMIT)).isTrue();
        dropped.cancel(false); // the look at the own node need not be over
        bothLeave(one, two);
    }

    @ParameterizedTest
    @ValueSource(ints = {GET_CHILDREN2, DELETE, GET})
    void everyReplyMayBeLostWhileItLeaves(int operation) throws Exception {
        DoubleBarrier one = member(observer(), 2, "one");
        DoubleBarrier two = member(client(), 2, "two");
        AsyncResult<Boolean> first = entering(one);
        two.enter();
        assertThat(first.get(LIMIT)).isTrue();
        CompletableFuture<Void> dropped = proxy().dropReply(operation);
        AsyncResult<Boolean> leaving = two.async().leave();
        if (operation != DELETE) { // the lowest deletes its node last
            resultOf(dropped);
        }
        assertThat(one.leave(LIMIT)).isTrue();
        assertThat(leaving.get(LIMIT)).isTrue();
        resultOf(dropped);
        awaitNothingLeft();
    }

    /** Who is left does not wait for it. */
    @Test
    void aMemberThatDiesInsideIsGone() {
        DoubleBarrier one = member(client(), 2, "one");
        DoubleBarrier two = member(observer(), 2, "two");
        AsyncResult<Boolean> first = entering(one);
        two.enter();
        assertThat(first.get(LIMIT)).isTrue();
        expire(client());
        awaitState(client(), KazooState.CONNECTED);
        assertThat(one.isParticipating()).isFalse();
        assertThat(two.leave(LIMIT)).isTrue();
        assertThat(one.leave(LIMIT)).isTrue();
        awaitNothingLeft();
    }

    @Test
    void whoGivesUpLeavesNothing() {
        DoubleBarrier one = member(client(), 2, "one");
        assertThat(one.enter(SOON)).isFalse();
        assertThat(one.isParticipating()).isFalse();
        awaitNothingLeft();
        AsyncResult<Boolean> entering = entering(one);
        entering.cancel();
        assertThat(failureOf(entering)).isInstanceOf(CancelledException.class);
        awaitNothingLeft();
        AsyncResult<Boolean> again = entering(one);
        client().stop();
        assertThat(failureOf(again)).isInstanceOf(ConnectionClosedException.class);
        awaitNothingLeft();
    }

    /** It is out; the other one is not held up by it. */
    @Test
    void aLeaveThatIsGivenUpHasLeft() {
        DoubleBarrier one = member(client(), 2, "one");
        DoubleBarrier two = member(observer(), 2, "two");
        AsyncResult<Boolean> first = entering(one);
        two.enter();
        assertThat(first.get(LIMIT)).isTrue();
        assertThat(one.leave(SOON)).isFalse();
        awaitMembers(1);
        assertThat(two.leave(LIMIT)).isTrue();
        awaitNothingLeft();
    }
}
