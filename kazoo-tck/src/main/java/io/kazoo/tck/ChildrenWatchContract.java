package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.kazoo.AsyncResult;
import io.kazoo.EventType;
import io.kazoo.KazooClient;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.recipes.watch.ChildrenFunction;
import io.kazoo.recipes.watch.ChildrenWatch;
import io.kazoo.recipes.watch.PatientChildrenWatch;
import io.kazoo.recipes.watch.SettledChildren;
import io.kazoo.recipes.watch.WatchDecision;
import io.kazoo.recipes.watch.WatchEnd;
import io.kazoo.recipes.watch.WatchOptions;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Functions that are called with the children of a node, and the wait for children that have settled. */
public abstract class ChildrenWatchContract extends WatchScenario {
    private static final String PATH = "/members";

    private final Events<String> told = new Events<>();
    private final Events<Object> events = new Events<>();
    private final ChildrenFunction recorder = change -> {
        events.add(change.event() == null ? "at first" : change.event().type());
        told.add(new TreeSet<>(change.children()) + " +" + new TreeSet<>(change.added()) + " -"
                + new TreeSet<>(change.removed()));
        return WatchDecision.CONTINUE;
    };
    private KazooClient client;

    /** For subclasses. */
    protected ChildrenWatchContract() {}

    @BeforeEach
    void start() {
        client = client();
        observer().create(PATH);
    }

    @Test
    @Tag("KT304")
    @Tag("KT306")
    @Tag("KT307")
    void theChildrenAreToldAtOnceAndAfterEachChange() {
        ChildrenWatch watch = ChildrenWatch.start(client, PATH, recorder);
        assertThat(watch.first().get(LIMIT)).isTrue();
        told.awaitExactly("[] +[] -[]");
        observer().create(PATH + "/a");
        told.awaitExactly("[] +[] -[]", "[a] +[a] -[]");
        observer().create(PATH + "/b");
        told.awaitExactly("[] +[] -[]", "[a] +[a] -[]", "[a, b] +[b] -[]");
        observer().delete(PATH + "/a");
        told.awaitExactly("[] +[] -[]", "[a] +[a] -[]", "[a, b] +[b] -[]", "[b] +[] -[a]");
        events.awaitExactly("at first", EventType.CHILD, EventType.CHILD, EventType.CHILD);
    }

    @Test
    @Tag("KT305")
    void aSecondFunctionIsRefused() {
        ChildrenWatch watch = ChildrenWatch.start(client, PATH, recorder);
        assertThatIllegalStateException().isThrownBy(() -> watch.start(recorder));
        told.awaitExactly("[] +[] -[]");
    }

    @Test
    @Tag("KT300")
    void withoutItsNodeItEnds() {
        ChildrenWatch missing = ChildrenWatch.start(client, "/missing", recorder);
        assertThat(missing.ended().get(LIMIT)).isEqualTo(WatchEnd.NO_NODE);
        assertThat(told.all()).isEmpty();
        ChildrenWatch watch = ChildrenWatch.start(client, PATH, recorder);
        told.awaitExactly("[] +[] -[]");
        observer().delete(PATH);
        assertThat(watch.ended().get(LIMIT)).isEqualTo(WatchEnd.NO_NODE);
        told.awaitExactly("[] +[] -[]");
        awaitNothingLeft(PATH);
    }

    @Test
    @Tag("KT308")
    @Tag("KT309")
    void stopIsTheLastCallAndLeavesNothing() {
        WatchOptions options = WatchOptions.defaults().withAllowSessionLost(false);
        ChildrenWatch watch = ChildrenWatch.of(client, PATH, options).start(change -> {
            told.add(change.children().toString());
            return change.children().isEmpty() ? WatchDecision.CONTINUE : WatchDecision.STOP;
        });
        told.awaitExactly("[]");
        assertThat(listeners()).isOne();
        observer().create(PATH + "/a");
        assertThat(watch.ended().get(LIMIT)).isEqualTo(WatchEnd.FUNCTION);
        awaitNothingLeft(PATH);
        observer().create(PATH + "/b");
        client.sync(PATH);
        told.awaitExactly("[]", "[a]");
    }

    @Test
    @Tag("KT310")
    void itSurvivesItsSession() {
        ChildrenWatch.start(client, PATH, recorder);
        told.awaitExactly("[] +[] -[]");
        expire(client);
        assertWorks(client);
        observer().create(PATH + "/a");
        told.awaitExactly("[] +[] -[]", "[a] +[a] -[]");
    }

    @Test
    @Tag("KT311")
    void itEndsWithItsSessionIfThatIsWanted() {
        WatchOptions options = WatchOptions.defaults().withAllowSessionLost(false);
        ChildrenWatch watch = ChildrenWatch.of(client, PATH, options).start(recorder);
        told.awaitExactly("[] +[] -[]");
        loseConnection(client);
        observer().create(PATH + "/a");
        told.awaitExactly("[] +[] -[]", "[a] +[a] -[]");
        expire(client);
        assertThat(watch.ended().get(LIMIT)).isEqualTo(WatchEnd.SESSION_LOST);
        assertWorks(client);
        observer().create(PATH + "/b");
        client.sync(PATH);
        assertThat(told.all()).hasSize(2);
        awaitNothingLeft(PATH);
    }

    @Test
    @Tag("KT312")
    void patienceTellsOnceAndOfTheNextChange() {
        observer().create(PATH + "/a");
        PatientChildrenWatch watch = PatientChildrenWatch.of(client, PATH, Duration.ofMillis(50));
        SettledChildren settled = watch.start().get(LIMIT);
        assertThat(settled.children()).containsExactly("a");
        assertThat(settled.changed().isDone()).isFalse();
        observer().create(PATH + "/b");
        settled.changed().get(LIMIT);
        assertThat(Set.copyOf(watch.start().get(LIMIT).children())).isEqualTo(Set.of("a", "b"));
        watch.close();
        awaitNothingLeft(PATH);
    }

    @Test
    @Tag("KT313")
    void patienceWithAMissingNodeFails() {
        assertThat(failureOf(PatientChildrenWatch.of(client, "/missing").start()))
                .isInstanceOf(NoNodeException.class);
        AsyncResult<SettledChildren> waiting =
                PatientChildrenWatch.of(client, PATH).start();
        awaitWatched(PATH);
        observer().delete(PATH);
        assertThat(failureOf(waiting)).isInstanceOf(NoNodeException.class);
        awaitNothingLeft(PATH);
    }

    /** The time is long enough for a slow machine: what changes all the while is not told. */
    @Test
    @Tag("KT314")
    void eachChangeLetsTheTimeBeginAnew() {
        AsyncResult<SettledChildren> settled =
                PatientChildrenWatch.of(client, PATH, Duration.ofMillis(1500)).start();
        awaitWatched(PATH);
        for (int i = 0; i < 100; i++) {
            assertThat(settled.isDone()).isFalse();
            observer().create(PATH + "/" + i);
        }
        assertThat(settled.get(LIMIT).children()).hasSize(100);
    }

    @Test
    void patienceThatIsCancelledLeavesNothing() {
        PatientChildrenWatch watch = PatientChildrenWatch.of(client, PATH, Duration.ofMillis(20));
        SettledChildren settled = watch.start().get(LIMIT);
        awaitWatched(PATH);
        settled.changed().cancel();
        awaitNothingLeft(PATH);
        AsyncResult<SettledChildren> waiting =
                PatientChildrenWatch.of(client, PATH).start();
        awaitWatched(PATH);
        waiting.cancel();
        awaitNothingLeft(PATH);
        SettledChildren closed = watch.start().get(LIMIT);
        watch.close();
        assertThat(failureOf(closed.changed())).isInstanceOf(CancelledException.class);
        assertThat(failureOf(watch.start())).isInstanceOf(CancelledException.class);
        awaitNothingLeft(PATH);
    }

    @Test
    void patienceEndsWithTheClient() {
        AsyncResult<SettledChildren> waiting =
                PatientChildrenWatch.of(client, PATH).start();
        awaitWatched(PATH);
        client.async().stop().get(LIMIT);
        assertThat(failureOf(waiting)).isInstanceOf(ConnectionClosedException.class);
    }

    /** The end of the session is a change: nobody can tell what happens after it. */
    @Test
    void patienceSurvivesAndTellsTheEndOfTheSession() {
        PatientChildrenWatch watch = PatientChildrenWatch.of(client, PATH, Duration.ofMillis(300));
        AsyncResult<SettledChildren> waiting = watch.start();
        awaitWatched(PATH);
        expire(client);
        SettledChildren settled = waiting.get(LIMIT);
        assertThat(settled.children()).isEmpty();
        expire(client);
        settled.changed().get(LIMIT);
        awaitNothingLeft(PATH);
    }
}
