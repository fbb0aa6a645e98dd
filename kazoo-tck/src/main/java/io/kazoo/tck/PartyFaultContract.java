package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.ClientId;
import io.kazoo.KazooState;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.KazooInterruptedException;
import io.kazoo.recipes.party.Party;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions, nodes, connections and replies are lost: who has joined is back until it leaves. */
public abstract class PartyFaultContract extends PartyScenario {
    private static final int CREATE2 = 15;
    private static final int DELETE = 2;
    private static final int GET = 4;

    /** For subclasses. */
    protected PartyFaultContract() {}

    @Test
    void isBackAfterItsNodeWasDeleted() {
        Party party = joined("one");
        for (int i = 0; i < 3; i++) {
            awaitWatched(party);
            observer().delete(party.nodePath());
            awaitMembers("one");
        }
        awaitWatched(party);
        observer().set(party.nodePath(), "two".getBytes(UTF_8));
        awaitWatched(party);
        observer().deleteRecursive("/some");
        awaitMembers("one");
        party.leave();
        awaitNothingLeft();
    }

    @Test
    void isBackAfterItsNodeVanishedWhileItWasCutOff() {
        Party party = joined("one");
        disconnect(client());
        observer().delete(party.nodePath());
        proxy().heal();
        awaitMembers("one");
        assertThat(party.leave()).isTrue();
        awaitNothingLeft();
    }

    @Test
    void aLostConnectionChangesNothing() {
        Party party = joined("one");
        long created = observer().get(party.nodePath()).stat().czxid();
        loseConnection(client());
        assertThat(party.members()).containsExactly("one");
        assertThat(observer().get(party.nodePath()).stat().czxid()).isEqualTo(created);
        party.leave();
        awaitNothingLeft();
    }

    @Test
    void isBackInANewSession() {
        Party party = joined("one");
        for (int i = 0; i < 2; i++) {
            ClientId before = sessionOf(client());
            expire(client());
            eventually(() -> assertThat(observer().exists(party.nodePath()))
                    .hasValueSatisfying(
                            stat -> assertThat(stat.ephemeralOwner()).isNotEqualTo(before.sessionId())));
            awaitMembers("one");
            assertThat(party.isParticipating()).isTrue();
            awaitState(client(), KazooState.CONNECTED);
        }
        assertThat(party.leave()).isTrue();
        awaitNothingLeft();
    }

    /** Each reply on the way, once: the node is there once and watched. */
    @ParameterizedTest
    @ValueSource(ints = {CREATE2, GET})
    void everyReplyMayBeLostWhileItJoins(int operation) throws Exception {
        observer().ensurePath(PATH);
        CompletableFuture<Void> dropped = proxy().dropReply(operation);
        Party party = joined("one");
        resultOf(dropped);
        awaitMembers("one");
        assertThat(ownerOf(party)).isEqualTo(sessionOf(client()).sessionId());
        awaitWatched(party);
        CompletableFuture<Void> leave = proxy().dropReply(DELETE);
        assertThat(party.leave()).isTrue();
        resultOf(leave);
        awaitNothingLeft();
    }

    /** The session ends while nobody knows whether the node was made. */
    @Test
    void joinsInTheNextSession() throws Exception {
        observer().ensurePath(PATH);
        proxy().refuseConnections(true);
        CompletableFuture<Void> dropped = proxy().dropReply(CREATE2);
        Party party = Party.create(client(), PATH, "one");
        AsyncResult<?> join = party.async().join();
        resultOf(dropped);
        awaitState(client(), KazooState.SUSPENDED);
        assertThat(join.isDone()).isFalse();
        expire(session());
        assertThat(join.get(LIMIT)).isNull();
        assertThat(party.leave()).isTrue();
        awaitNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel", "leave", "interrupt"})
    void aJoinThatIsGivenUpLeavesNothing(String how) throws Exception {
        observer().ensurePath(PATH);
        proxy().refuseConnections(true);
        CompletableFuture<Void> dropped = proxy().dropReply(CREATE2);
        Party party = Party.create(client(), PATH, "one");
        FutureTask<Throwable> outcome = new FutureTask<>(() -> failureOfJoin(party, how));
        Thread thread = new Thread(outcome);
        thread.start();
        resultOf(dropped);
        awaitState(client(), KazooState.SUSPENDED);
        if (how.equals("interrupt")) {
            thread.interrupt();
        } else if (how.equals("leave")) {
            party.async().leave();
        }
        assertThat(outcome.get())
                .isInstanceOf(how.equals("interrupt") ? KazooInterruptedException.class : CancelledException.class);
        assertThat(party.isParticipating()).isFalse();
        assertThat(childrenOf(PATH)).hasSize(1);
        proxy().heal();
        awaitNothingLeft();
        party.join();
        awaitMembers("one");
    }

    private Throwable failureOfJoin(Party party, String how) {
        if (how.equals("cancel")) {
            AsyncResult<?> join = party.async().join();
            awaitState(client(), KazooState.SUSPENDED);
            join.cancel();
            return failureOf(join);
        }
        try {
            party.join();
            return new AssertionError("joined");
        } catch (CancelledException | KazooInterruptedException e) {
            return e;
        }
    }

    /** A removal that comes late does not hit the node of the same name that follows. */
    @Test
    void joinsAgainWhileItLeaves() throws Exception {
        Party party = joined("one");
        CompletableFuture<Void> dropped = proxy().dropReply(DELETE);
        AsyncResult<Boolean> left = party.async().leave();
        AsyncResult<?> again = party.async().join();
        resultOf(dropped);
        assertThat(left.get(LIMIT)).isTrue();
        assertThat(again.get(LIMIT)).isNull();
        awaitMembers("one");
        awaitWatched(party);
        party.leave();
        awaitNothingLeft();
    }
}
