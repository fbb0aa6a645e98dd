package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.SessionExpiredException;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.partition.PartitionState;
import io.kazoo.recipes.partition.SetPartitioner;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Members lose their connection, their session, their node, a lock, or the directory. */
public abstract class SetPartitionerFaultContract extends SetPartitionerScenario {
    private static final int CREATE = 1;
    private static final int DELETE = 2;
    private static final int GET = 4;
    private static final int GET_CHILDREN = 8;
    private static final int CREATE2 = 15;

    private KazooClient client;

    /** For subclasses. */
    protected SetPartitionerFaultContract() {}

    /** How a member comes to an end. */
    enum Loss {
        SESSION,
        CLIENT_STOPPED
    }

    @BeforeEach
    void start() {
        client = startProxied();
        observer().ensurePath(PATH + "/party");
        observer().ensurePath(PATH + "/locks/0");
    }

    @Test
    @Tag("KT206")
    void aLostConnectionMeansRelease() {
        SetPartitioner a = join(client, "a");
        SetPartitioner b = join(observer(), "b");
        awaitPart(a, "0", "2");
        awaitPart(b, "1");
        loseConnection(client);
        awaitState(a, PartitionState.RELEASE);
        assertThat(a.held()).containsOnlyKeys("0", "2");
        assertThat(a.held().values()).allMatch(Hold::isHeld);
        a.releaseSet();
        awaitPart(a, "0", "2");
        assertThat(b.state()).isEqualTo(PartitionState.ACQUIRED);
        SetPartitioner c = join(observer(), "c");
        release(a, b);
        awaitPart(a, "0");
        awaitPart(b, "1");
        awaitPart(c, "2");
    }

    @Test
    void aLostConnectionMayMeanNothing() {
        SetPartitioner a = join(client, THREE, named("a").withReleasedWhenSuspended(false));
        awaitPart(a, "0", "1", "2");
        loseConnection(client);
        client.sync("/");
        assertThat(a.state()).isEqualTo(PartitionState.ACQUIRED);
        SetPartitioner b = join(observer(), "b");
        release(a);
        awaitPart(a, "0", "2");
        awaitPart(b, "1");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("KT205")
    void theEndOfTheSessionIsTheEnd(Loss loss) {
        SetPartitioner a = join(client, "a");
        awaitPart(a, "0", "1", "2");
        List<Hold> had = new ArrayList<>(a.held().values());
        Events<PartitionState> states = new Events<>();
        a.addListener(states::add);
        if (loss == Loss.SESSION) {
            expire(client);
        } else {
            client.stop();
        }
        awaitState(a, PartitionState.FAILURE);
        assertThat(a.held()).isEmpty();
        assertThat(had).noneMatch(Hold::isHeld);
        a.releaseSet();
        assertThat(a.state()).isEqualTo(PartitionState.FAILURE);
        assertThat(failureOf(a.async().waitForAcquire(LIMIT))).isInstanceOf(SessionExpiredException.class);
        a.finish();
        awaitNothingLeft();
        assertThat(states.all().get(states.all().size() - 1)).isEqualTo(PartitionState.FAILURE);
    }

    @Test
    void theEndOfTheSessionEndsAnAllocation() {
        SetPartitioner a = join(observer(), "a");
        awaitPart(a, "0", "1", "2");
        SetPartitioner b = join(client, "b");
        awaitState(a, PartitionState.RELEASE);
        eventually(() -> assertThat(contenders("1")).hasSize(2));
        expire(client);
        awaitState(b, PartitionState.FAILURE);
        eventually(() -> assertThat(contenders("1")).hasSize(1));
        release(a);
        awaitPart(a, "0", "1", "2");
    }

    /** Each reply of joining and allocating, lost once. */
    @ParameterizedTest
    @ValueSource(ints = {CREATE, GET, GET_CHILDREN, CREATE2})
    void anAllocationOutlivesTheConnection(int opCode) throws Exception {
        CompletableFuture<Void> lost = proxy().dropReply(opCode);
        SetPartitioner a = join(client, "a");
        resultOf(lost);
        eventually(() -> assertThat(acquired(a)).isTrue());
        awaitPart(a, "0", "1", "2");
        assertThat(party()).hasSize(1);
        for (String each : THREE) {
            eventually(() -> assertThat(contenders(each)).hasSize(1));
        }
        a.finish();
        awaitNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leavingOutlivesTheConnection(boolean acquired) throws Exception {
        SetPartitioner a = join(client, "a");
        if (acquired) {
            awaitPart(a, "0", "1", "2");
        } else {
            eventually(() -> assertThat(party()).hasSize(1));
        }
        CompletableFuture<Void> lost = proxy().dropReply(DELETE);
        AsyncResult<Boolean> finished = a.async().finish();
        resultOf(lost);
        assertThat(finished.get(LIMIT)).isTrue();
        awaitNothingLeft();
    }

    @Test
    void leavingGoesOnWithoutAConnection() {
        SetPartitioner a = join(client, "a");
        awaitPart(a, "0", "1", "2");
        disconnect(client);
        AsyncResult<Boolean> finished = a.async().finish();
        finished.cancel(); // whoever waits for it goes
        assertThat(failureOf(finished)).isInstanceOf(CancelledException.class);
        assertThat(a.state()).isNotEqualTo(PartitionState.ACQUIRED);
        proxy().heal();
        awaitState(client, KazooState.CONNECTED);
        awaitNothingLeft();
    }

    /** One that somebody takes away is not held any more: the part is divided again. */
    @Test
    void aLockThatIsTakenAwayMeansRelease() {
        SetPartitioner a = join(client, "a");
        awaitPart(a, "0", "1", "2");
        Hold taken = held(a, "1");
        eventually(() -> assertThat(watches()).contains(taken.nodePath()));
        observer().delete(taken.nodePath());
        release(a);
        awaitPart(a, "0", "1", "2");
        assertThat(held(a, "1").fencingToken()).isGreaterThan(taken.fencingToken());
    }

    private static Hold held(SetPartitioner partitioner, String item) {
        return Objects.requireNonNull(partitioner.held().get(item));
    }

    /** The member is still there, and joins again under its name. */
    @Test
    void aMemberWhoseNodeIsDeletedJoinsAgain() {
        SetPartitioner a = join(client, "a");
        awaitPart(a, "0", "1", "2");
        String own = party().get(0);
        observer().delete(PATH + "/party/" + own);
        eventually(() -> assertThat(party()).containsExactly(own));
        eventually(() -> assertThat(acquired(a)).isTrue());
        assertThat(a.held()).containsOnlyKeys("0", "1", "2");
        assertThat(party()).containsExactly(own);
    }

    @Test
    void aDirectoryThatVanishesIsMadeAgain() {
        SetPartitioner a = join(client, "a");
        awaitPart(a, "0", "1", "2");
        observer().deleteRecursive(PATH);
        release(a);
        awaitPart(a, "0", "1", "2");
        SetPartitioner b = join(observer(), "b");
        release(a);
        awaitPart(a, "0", "2");
        awaitPart(b, "1");
    }

    /** Connections are lost again and again: an element is never two members', by the clients' own knowledge. */
    @Test
    void nothingIsEverTwoMembers() {
        List<SetPartitioner> members = List.of(join(client, "a"), join(client, "b"), join(observer(), "c"));
        Events<KazooState> states = new Events<>();
        client.addListener(states::add);
        for (int told = 2; told <= 10; told += 2) {
            proxy().cut();
            do {
                assertThat(heldBy(members)).doesNotHaveDuplicates();
            } while (states.all().size() < told || !members.stream().allMatch(SetPartitionerScenario::acquired));
        }
        eventually(() -> assertThat(members).allMatch(SetPartitionerScenario::acquired));
        awaitPart(members.get(0), "0");
        awaitPart(members.get(1), "1");
        awaitPart(members.get(2), "2");
        members.forEach(SetPartitioner::finish);
        awaitNothingLeft();
    }

    private static List<String> heldBy(List<SetPartitioner> members) {
        List<String> all = new ArrayList<>();
        for (SetPartitioner member : members) {
            member.held().forEach((name, hold) -> {
                if (hold.isHeld()) {
                    all.add(name);
                }
            });
        }
        return all;
    }
}
