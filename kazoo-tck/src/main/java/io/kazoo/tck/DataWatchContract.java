package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.kazoo.Acl;
import io.kazoo.EventType;
import io.kazoo.KazooClient;
import io.kazoo.NodeData;
import io.kazoo.Permissions;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.exceptions.NoAuthException;
import io.kazoo.recipes.watch.DataFunction;
import io.kazoo.recipes.watch.DataWatch;
import io.kazoo.recipes.watch.ExistingDataWatch;
import io.kazoo.recipes.watch.NodeWatch;
import io.kazoo.recipes.watch.WatchDecision;
import io.kazoo.recipes.watch.WatchEnd;
import io.kazoo.recipes.watch.WatchOptions;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Functions that are called with the data of a node. */
public abstract class DataWatchContract extends WatchScenario {
    private static final String PATH = "/config";

    private final Events<String> told = new Events<>();
    private final Events<Object> events = new Events<>();
    private final DataFunction recorder = (node, event) -> {
        events.add(event == null ? "at first" : event.type());
        told.add(text(node));
        return WatchDecision.CONTINUE;
    };
    private KazooClient client;

    /** For subclasses. */
    protected DataWatchContract() {}

    @BeforeEach
    void start() {
        client = client();
    }

    static String text(@Nullable NodeData node) {
        return node == null ? "none" : new String(requireNonNull(node.data()), UTF_8);
    }

    @Test
    @Tag("KT293")
    @Tag("KT296")
    @Tag("KT299")
    void aMissingNodeIsToldAtOnceAndItsCreationLater() {
        DataWatch watch = DataWatch.start(client, PATH, recorder);
        assertThat(watch.first().get(LIMIT)).isTrue();
        told.awaitExactly("none");
        observer().create(PATH, "one".getBytes(UTF_8));
        told.awaitExactly("none", "one");
        observer().set(PATH, "two".getBytes(UTF_8));
        told.awaitExactly("none", "one", "two");
        assertThat(watch.path()).isEqualTo(PATH);
        assertThat(watch.ended().isDone()).isFalse();
    }

    @Test
    @Tag("KT294")
    void aSecondFunctionIsRefused() {
        DataWatch watch = DataWatch.of(client, PATH).start(recorder);
        assertThatIllegalStateException().isThrownBy(() -> watch.start(recorder));
        watch.close();
        assertThatIllegalStateException().isThrownBy(() -> watch.start(recorder));
        told.all().forEach(value -> assertThat(value).isEqualTo("none"));
    }

    @Test
    @Tag("KT295")
    void theEventSaysWhatHappened() {
        DataWatch.start(client, PATH, recorder);
        told.awaitExactly("none");
        observer().create(PATH);
        told.awaitExactly("none", "");
        observer().delete(PATH);
        told.awaitExactly("none", "", "none");
        events.awaitExactly("at first", EventType.CREATED, EventType.DELETED);
    }

    @Test
    @Tag("KT302")
    void itHearsOfEachDeletionAndCreation() {
        DataWatch.start(client, PATH, recorder);
        told.awaitExactly("none");
        observer().create(PATH, "blah".getBytes(UTF_8));
        told.awaitExactly("none", "blah");
        observer().delete(PATH);
        told.awaitExactly("none", "blah", "none");
        observer().create(PATH, "blah".getBytes(UTF_8));
        told.awaitExactly("none", "blah", "none", "blah");
    }

    @Test
    @Tag("KT297")
    void itSurvivesItsSession() {
        observer().create(PATH, "one".getBytes(UTF_8));
        DataWatch.start(client, PATH, recorder);
        told.awaitExactly("one");
        expire(client);
        assertWorks(client);
        observer().set(PATH, "two".getBytes(UTF_8));
        told.awaitExactly("one", "two");
    }

    @Test
    @Tag("KT298")
    void stopIsTheLastCall() {
        observer().create(PATH, "one".getBytes(UTF_8));
        DataWatch watch = DataWatch.start(client, PATH, (node, event) -> {
            told.add(text(node));
            return text(node).equals("two") ? WatchDecision.STOP : WatchDecision.CONTINUE;
        });
        told.awaitExactly("one");
        observer().set(PATH, "two".getBytes(UTF_8));
        assertThat(watch.ended().get(LIMIT)).isEqualTo(WatchEnd.FUNCTION);
        awaitNothingLeft(PATH);
        observer().set(PATH, "three".getBytes(UTF_8));
        client.sync(PATH);
        told.awaitExactly("one", "two");
    }

    /** kazoo issue 733: the watch on a node that is missing stays on the server. */
    @Test
    void closedNothingIsLeft() {
        for (String path : List.of(PATH, "/missing")) {
            observer().ensurePath(PATH);
            DataWatch watch = DataWatch.start(client, path, recorder);
            assertThat(watch.first().get(LIMIT)).isTrue();
            awaitWatched(path);
            watch.close();
            assertThat(watch.ended().get(LIMIT)).isEqualTo(WatchEnd.CLOSE);
            watch.close();
            awaitNothingLeft(path);
        }
    }

    @Test
    void closedBeforeItStartedItIsOver() {
        DataWatch watch = DataWatch.of(client, PATH);
        watch.close();
        assertThat(watch.ended().get(LIMIT)).isEqualTo(WatchEnd.CLOSE);
        assertThat(watch.first().get(LIMIT)).isFalse();
    }

    @Test
    @Tag("KT303")
    void theClientMayBeStoppedMeanwhile() {
        KazooClient stopped = startClient();
        observer().create(PATH, "one".getBytes(UTF_8));
        DataWatch watch = DataWatch.start(stopped, PATH, recorder);
        told.awaitExactly("one");
        stopped.async().stop().get(LIMIT);
        assertThat(failureOf(watch.ended())).isInstanceOf(ConnectionClosedException.class);
        DataWatch late = DataWatch.start(stopped, PATH, recorder);
        assertThat(failureOf(late.first())).isInstanceOf(ConnectionClosedException.class);
        told.awaitExactly("one");
    }

    @Test
    void whatTheFunctionThrowsIsToldAndTheNextCallComes() {
        Events<Throwable> errors = new Events<>();
        RuntimeException failure = new IllegalStateException("the user's");
        DataWatch.of(client, PATH, WatchOptions.defaults().withErrorListener(errors::add))
                .start((node, event) -> {
                    told.add(text(node));
                    throw failure;
                });
        told.awaitExactly("none");
        observer().create(PATH);
        told.awaitExactly("none", "");
        errors.awaitExactly(failure, failure);
    }

    /** The function may wait for the client where lanes may block, and be as slow as it likes. */
    @Test
    void aFunctionMayBlockAndSeesTheLatestStateThen() {
        assumeCallbacksMayBlock();
        observer().create(PATH, "0".getBytes(UTF_8));
        Semaphore mayGoOn = new Semaphore(0);
        DataWatch watch = DataWatch.start(client, PATH, (node, event) -> {
            mayGoOn.acquire();
            told.add(text(client.get(PATH)));
            return WatchDecision.CONTINUE;
        });
        for (int i = 1; i <= 50; i++) {
            observer().set(PATH, Integer.toString(i).getBytes(UTF_8));
        }
        client.sync(PATH);
        mayGoOn.release(50);
        eventually(() -> assertThat(told.all()).endsWith("50"));
        assertThat(told.all()).hasSizeLessThan(10);
        watch.close();
        awaitNothingLeft(PATH);
    }

    @Test
    void whatTheServerRefusesEndsIt() {
        observer().create(PATH);
        observer().setAcls(PATH, List.of(new Acl(Permissions.WRITE, Acl.ANYONE_ID_UNSAFE)));
        DataWatch watch = DataWatch.start(client, PATH, recorder);
        assertThat(failureOf(watch.ended())).isInstanceOf(NoAuthException.class);
        assertThat(failureOf(watch.first())).isInstanceOf(NoAuthException.class);
        awaitNothingLeft(PATH);
    }

    @Test
    void anExistingDataWatchEndsWithItsNode() {
        NodeWatch missing = ExistingDataWatch.start(client, PATH, recorder);
        assertThat(missing.ended().get(LIMIT)).isEqualTo(WatchEnd.NO_NODE);
        assertThat(missing.first().get(LIMIT)).isFalse();
        observer().create(PATH, "one".getBytes(UTF_8));
        NodeWatch watch = ExistingDataWatch.start(client, PATH, recorder);
        told.awaitExactly("one");
        observer().set(PATH, "two".getBytes(UTF_8));
        told.awaitExactly("one", "two");
        observer().delete(PATH);
        assertThat(watch.ended().get(LIMIT)).isEqualTo(WatchEnd.NO_NODE);
        awaitNothingLeft(PATH);
        observer().create(PATH, "three".getBytes(UTF_8));
        client.sync(PATH);
        told.awaitExactly("one", "two");
    }
}
