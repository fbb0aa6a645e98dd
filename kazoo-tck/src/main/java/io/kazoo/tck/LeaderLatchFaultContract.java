package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.Acl;
import io.kazoo.ClientId;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.NoAuthException;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.election.LatchListener;
import io.kazoo.recipes.election.LatchOptions;
import io.kazoo.recipes.election.LeaderLatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Latches that lose their connection, their session, their node or the directory (CURATOR-620, -644, -696, -724). */
public abstract class LeaderLatchFaultContract extends LeadershipScenario {
    private static final int CREATE2 = 15;

    private KazooClient client;
    private ClientId session;

    /** For subclasses. */
    protected LeaderLatchFaultContract() {}

    /** What is taken from a latch. */
    enum Loss {
        SESSION,
        NODE,
        DIRECTORY
    }

    @BeforeEach
    void start() {
        client = startProxied();
        session = sessionOf(client);
        observer().ensurePath(PATH);
    }

    private void happen(Loss loss, String node) {
        switch (loss) {
            case SESSION -> expire(client);
            case NODE -> observer().delete(node);
            case DIRECTORY -> observer().deleteRecursive(PATH);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLeaderThatIsDeposedStandsAgain(Loss loss) {
        LeaderLatch latch = LeaderLatch.create(client, PATH, LatchOptions.of("one"));
        LeaderLatchContract.Log log = new LeaderLatchContract.Log();
        latch.addListener(log);
        closeLater(latch).start();
        Hold first = latch.await();
        happen(loss, first.nodePath());
        assertThat(first.lost().get(LIMIT)).isNull();
        eventually(() -> assertThat(latch.leadership()).isPresent().get().isNotEqualTo(first));
        Hold second = latch.await();
        assertThat(second.fencingToken()).isGreaterThan(first.fencingToken());
        latch.close();
        log.events()
                .awaitExactly(
                        "leader " + first.fencingToken(),
                        "not leader",
                        "leader " + second.fencingToken(),
                        "not leader");
        awaitNothingLeft();
    }

    @ParameterizedTest
    @EnumSource
    void aCandidateStandsAgain(Loss loss) {
        LeaderLatch other = latchOf(observer(), "other");
        Hold first = other.await();
        LeaderLatch latch = latchOf(client, "one");
        awaitContenders("other", "one");
        String own = names().stream()
                .filter(name -> !name.equals(nameOf(first)))
                .findAny()
                .orElseThrow();
        happen(loss, PATH + "/" + own);
        eventually(() -> assertThat(names()).doesNotContain(own));
        other.close();
        assertThat(latch.await(LIMIT)).isPresent();
        latch.close();
        awaitNothingLeft();
    }

    /** By default the connection alone ends nothing, and the same node leads on. */
    @Test
    void aLeaderLeadsOnWhileTheConnectionIsLost() {
        LeaderLatch latch = LeaderLatch.create(client, PATH, LatchOptions.of("one"));
        LeaderLatchContract.Log log = new LeaderLatchContract.Log();
        latch.addListener(log);
        closeLater(latch).start();
        Hold held = latch.await();
        LeaderLatch other = latchOf(observer(), "other");
        awaitContenders("one", "other");
        disconnect(client);
        assertThat(latch.isLeader()).isTrue();
        proxy().heal();
        awaitState(client, KazooState.CONNECTED);
        for (int i = 0; i < 5; i++) {
            loseConnection(client); // in fast pairs
        }
        observer().sync("/");
        assertThat(latch.leadership()).hasValue(held);
        assertThat(other.isLeader()).isFalse();
        assertThat(sessionOf(client)).isEqualTo(session);
        assertThat(log.events().all()).containsExactly("leader " + held.fencingToken());
    }

    @Test
    void aLeaderMayPauseWhileTheConnectionIsLost() {
        LatchOptions careful = LatchOptions.of("one").withPausedWhenSuspended(true);
        LeaderLatch latch = LeaderLatch.create(client, PATH, careful);
        LeaderLatchContract.Log log = new LeaderLatchContract.Log();
        latch.addListener(log);
        closeLater(latch).start();
        Hold held = latch.await();
        LeaderLatch other = latchOf(observer(), "other");
        awaitContenders("one", "other");
        disconnect(client);
        assertThat(latch.isLeader()).isFalse();
        proxy().heal();
        eventually(() -> assertThat(latch.isLeader()).isTrue());
        assertThat(latch.await()).isEqualTo(held);
        String leads = "leader " + held.fencingToken();
        log.events().awaitExactly(leads, "not leader", leads);
        assertThat(other.isLeader()).isFalse();
        awaitContenders("one", "other");
    }

    /** It does not believe that its node is still there. */
    @Test
    void aLeaderThatPausedLooksBeforeItLeadsAgain() {
        LatchOptions careful = LatchOptions.of("one").withPausedWhenSuspended(true);
        LeaderLatch latch = latchOf(client, careful);
        Hold held = latch.await();
        LeaderLatch other = latchOf(observer(), "other");
        awaitContenders("one", "other");
        disconnect(client);
        observer().delete(held.nodePath());
        Hold others = other.await();
        proxy().heal();
        awaitContenders("other", "one");
        assertThat(latch.isLeader()).isFalse();
        other.close();
        assertThat(latch.await().fencingToken()).isGreaterThan(others.fencingToken());
    }

    /** Its client knows by its own clock, before another can be elected. */
    @Test
    void aLeaderThatIsCutOffGivesUp() {
        KazooClient cutOff = startClient(builder -> builder.hosts(proxied()).sessionTimeout(Duration.ofSeconds(1)));
        LeaderLatch latch = latchOf(cutOff, "cut off");
        Hold held = latch.await();
        LeaderLatch other = latchOf(observer(), "other");
        awaitContenders("cut off", "other");
        proxy().blackhole(true);
        Hold next = other.await();
        assertThat(latch.isLeader()).isFalse();
        assertThat(next.fencingToken()).isGreaterThan(held.fencingToken());
        proxy().heal();
        awaitContenders("other", "cut off");
    }

    @Test
    void aLostReplyMakesNoSecondCandidate() throws Exception {
        CompletableFuture<Void> lost = proxy().dropReply(CREATE2);
        LeaderLatch latch = latchOf(client, "one");
        latch.await();
        resultOf(lost);
        awaitCandidates(1);
        assertThat(sessionOf(client)).isEqualTo(session);
    }

    @Test
    void aLatchIsBackWhenItsClientIs() {
        LeaderLatch latch = LeaderLatch.create(client, PATH, LatchOptions.of("one"));
        Events<Throwable> failures = new Events<>();
        latch.addListener(new LatchListener() {
            @Override
            public void leader(Hold leadership) {}

            @Override
            public void notLeader() {}

            @Override
            public void failed(Throwable failure) {
                failures.add(failure);
            }
        });
        closeLater(latch).start();
        Hold held = latch.await();
        client.stop();
        assertThat(latch.isLeader()).isFalse();
        assertThat(failures.awaitSize(1).get(0)).isInstanceOf(ConnectionClosedException.class);
        client.start(LIMIT);
        eventually(() -> assertThat(latch.isLeader()).isTrue());
        assertThat(latch.await().fencingToken()).isGreaterThan(held.fencingToken());
        latch.close();
        awaitNothingLeft();
    }

    @Test
    void aRefusedLatchTriesAgain() {
        observer().setAcls(PATH, Acl.READ_ACL_UNSAFE);
        LeaderLatch latch = LeaderLatch.create(client, PATH, LatchOptions.of("one"));
        Events<Throwable> failures = new Events<>();
        latch.addListener(new LatchListener() {
            @Override
            public void leader(Hold leadership) {}

            @Override
            public void notLeader() {}

            @Override
            public void failed(Throwable failure) {
                failures.add(failure);
            }
        });
        closeLater(latch).start();
        assertThat(failures.awaitSize(2)).allMatch(NoAuthException.class::isInstance);
        observer().delete(PATH);
        assertThat(latch.await(LIMIT)).isPresent();
    }

    /** Connections and sessions come and go; whoever leads has the highest token there was, and in the end one leads. */
    @Test
    void thereIsNeverMoreThanOneLeader() {
        List<KazooClient> clients = new ArrayList<>();
        List<LeaderLatch> latches = new ArrayList<>();
        TokenJudge judge = new TokenJudge();
        for (int i = 0; i < 3; i++) {
            KazooClient each = startProxied();
            clients.add(each);
            LeaderLatch latch = LeaderLatch.create(each, PATH, LatchOptions.of("latch " + i));
            latch.addListener(judge);
            latch.start();
            latches.add(closeLater(latch));
        }
        for (int i = 0; i < 20; i++) {
            if (i % 4 == 0) {
                expire(clients.get(i % clients.size()));
            } else {
                proxy().cut();
            }
            if (i % 3 == 0) { // the others meet clients that are on their way back
                eventually(() -> assertThat(clients).allMatch(KazooClient::isConnected));
            }
        }
        eventually(() -> assertThat(latches).filteredOn(LeaderLatch::isLeader).hasSize(1));
        awaitCandidates(3);
        assertThat(judge.wrong.all()).isEmpty();
        latches.forEach(LeaderLatch::close);
        awaitNothingLeft();
    }

    /** Notes a leader that led on although somebody had led with a higher token. */
    private static final class TokenJudge implements LatchListener {
        final Events<String> wrong = new Events<>();
        private final AtomicLong highest = new AtomicLong();

        @Override
        public void leader(Hold leadership) {
            long before = highest.getAndAccumulate(leadership.fencingToken(), Math::max);
            if (before >= leadership.fencingToken() && leadership.isHeld()) {
                leadership.lost().onComplete((lost, released) -> {
                    if (released != null) {
                        wrong.add(leadership + " after " + before);
                    }
                });
            }
        }

        @Override
        public void notLeader() {}
    }
}
