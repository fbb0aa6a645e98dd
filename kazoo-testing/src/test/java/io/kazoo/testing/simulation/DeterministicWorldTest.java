package io.kazoo.testing.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kazoo.AsyncResult;
import io.kazoo.CreateMode;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.StateListener;
import io.kazoo.WatchedEvent;
import io.kazoo.exceptions.BlockingForbiddenException;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.Timeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeterministicWorldTest {
    private static final Duration AWHILE = Duration.ofSeconds(30);

    private final DeterministicWorld world = new DeterministicWorld(42);
    private final DeterministicHandler machine = world.newMachine("a");

    @AfterEach
    void close() {
        world.close();
    }

    private KazooClient started(DeterministicHandler on) {
        KazooClient client = world.newClient(on);
        client.start();
        return client;
    }

    @Test
    void aWaitRunsTheWorld() {
        KazooClient client = started(machine);
        client.create("/a", new byte[] {1});
        assertThat(client.get("/a").data()).containsExactly(1);
        Duration before = world.now();
        machine.sleep(Duration.ofHours(1));
        assertThat(world.now()).isEqualTo(before.plusHours(1));
        assertThat(client.get("/a").data()).containsExactly(1);
    }

    @Test
    void aWaitThatCannotEndIsRefused() {
        Deferred<String> never = machine.newDeferred(machine.newLane("lane"));
        assertThat(never.await(Duration.ofDays(1))).isFalse();
        assertThatThrownBy(() -> never.await(null)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nobodyWaitsInsideATask() {
        KazooClient client = started(machine);
        List<Throwable> thrown = new ArrayList<>();
        client.async().exists("/").onComplete((stat, failure) -> {
            try {
                client.exists("/");
            } catch (BlockingForbiddenException refused) {
                thrown.add(refused);
            }
        });
        world.runFor(AWHILE);
        assertThat(thrown).hasSize(1);
    }

    @Test
    void tasksOfALaneComeInOrderAndAnExceptionDoesNotStopIt() {
        List<Integer> ran = new ArrayList<>();
        var lane = machine.newLane("lane");
        for (int i = 0; i < 10; i++) {
            int number = i;
            lane.execute(() -> {
                ran.add(number);
                assertThat(lane.isCurrent()).isTrue();
                if (number == 3) {
                    throw new IllegalStateException("thrown by the test");
                }
            });
        }
        assertThat(ran).isEmpty();
        world.runFor(AWHILE);
        assertThat(ran).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void timersAreNeverEarlyAndCanBeCancelledOrDropped() {
        List<String> ran = new ArrayList<>();
        long begin = machine.nanoTime();
        machine.schedule(
                Duration.ofSeconds(1),
                () -> ran.add(
                        machine.nanoTime() - begin >= Duration.ofSeconds(1).toNanos() ? "late" : "early"));
        Timeout cancelled = machine.schedule(Duration.ofSeconds(1), () -> ran.add("cancelled"));
        assertThat(cancelled.cancel()).isTrue();
        world.runFor(Duration.ofSeconds(2));
        assertThat(ran).containsExactly("late");
        machine.schedule(Duration.ofSeconds(1), () -> ran.add("fired"), () -> ran.add("dropped"));
        machine.close();
        world.runFor(Duration.ofSeconds(2));
        assertThat(ran).containsExactly("late", "dropped");
    }

    @Test
    void aRequestWhoseReplyIsLostWasCarriedOut() {
        KazooClient client = started(machine);
        AsyncResult<String> create = client.async().create("/lost");
        world.faults().loseReplies(machine);
        assertThat(create.await(AWHILE)).isTrue();
        assertThat(create.failure()).isInstanceOf(ConnectionLossException.class);
        assertThat(world.ensemble().paths()).containsExactly("/lost");
    }

    @Test
    void anExpiredSessionIsLostWithItsNodes() {
        KazooClient client = started(machine);
        KazooClient other = started(world.newMachine("b"));
        List<WatchedEvent> events = new ArrayList<>();
        List<KazooState> states = new ArrayList<>();
        client.create("/mine", new byte[0], CreateMode.EPHEMERAL);
        other.exists("/mine", events::add);
        client.addListener(new StateListener() {
            @Override
            public void stateChanged(KazooState state) {
                states.add(state);
            }
        });
        assertThat(world.ensemble()
                        .expireSession(client.clientId().orElseThrow().sessionId()))
                .isTrue();
        assertThat(world.runUntil(() -> states.contains(KazooState.LOST) && !events.isEmpty(), AWHILE))
                .isTrue();
        assertThat(world.ensemble().paths()).isEmpty();
    }

    /** A pause longer than the session ends it: the servers hear nothing. */
    @Test
    void aPausedMachineLosesItsSession() {
        KazooClient client = started(machine);
        long session = client.clientId().orElseThrow().sessionId();
        world.faults().pause(machine, Duration.ofSeconds(20));
        assertThat(world.runUntil(() -> !world.ensemble().sessions().contains(session), AWHILE))
                .isTrue();
        assertThat(world.runUntil(
                        () -> client.clientId()
                                .filter(id -> id.sessionId() != session)
                                .isPresent(),
                        AWHILE))
                .isTrue();
    }

    @Test
    void whatMustAlwaysBeTrueIsAskedAfterEachEvent() {
        KazooClient client = started(machine);
        world.always(() -> assertThat(world.ensemble().paths()).doesNotContain("/forbidden"));
        client.create("/allowed");
        assertThatThrownBy(() -> client.create("/forbidden")).isInstanceOf(AssertionError.class);
        assertThat(world.history()).contains("/allowed", "/forbidden");
    }
}
