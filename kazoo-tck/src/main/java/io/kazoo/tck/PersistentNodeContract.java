package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static io.kazoo.tck.Waiting.failureOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.kazoo.Acl;
import io.kazoo.AsyncResult;
import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.KazooClient;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.NoAuthException;
import io.kazoo.exceptions.NodeExistsException;
import io.kazoo.exceptions.NotEmptyException;
import io.kazoo.recipes.node.PersistentNode;
import io.kazoo.recipes.node.PersistentNodeListener;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A node that is there as long as it is open; what is beyond kazoo. */
public abstract class PersistentNodeContract extends PersistentNodeScenario {
    private KazooClient client;

    /** For subclasses. */
    protected PersistentNodeContract() {}

    @BeforeEach
    void start() {
        client = startClient();
    }

    @ParameterizedTest
    @EnumSource
    void itIsThereUntilItIsClosed(CreateMode mode) {
        PersistentNode node = nodeOf(client, CreateOptions.of(mode));
        Events<String> created = listen(node);
        assertThat(node.path()).isEmpty();
        assertThat(node.isPresent()).isFalse();
        String path = node.start();
        assertThat(node.path()).hasValue(path);
        assertThat(node.isPresent()).isTrue();
        assertThat(textOf(path)).isEqualTo("first");
        if (mode.isSequential()) {
            assertThat(path).matches("/some/_c_[0-9a-f-]{36}-node\\d{10}");
        } else {
            assertThat(path).isEqualTo(PATH);
        }
        long owner = mode.isEphemeral() ? sessionOf(client).sessionId() : 0;
        if (mode != CreateMode.CONTAINER) {
            assertThat(observer().get(path).stat().ephemeralOwner()).isEqualTo(owner);
        }
        created.awaitExactly(path);
        node.close();
        assertThat(node.isPresent()).isFalse();
        awaitNothingLeft();
        created.awaitExactly(path);
    }

    @ParameterizedTest
    @EnumSource
    void itComesBackWhenSomebodyDeletesIt(CreateMode mode) {
        PersistentNode node = nodeOf(client, CreateOptions.of(mode));
        Events<String> created = listen(node);
        String path = node.start();
        for (int i = 2; i < 5; i++) {
            eventually(() -> assertThat(watches()).contains(path));
            observer().delete(path);
            created.awaitSize(i);
            assertThat(textOf(path)).isEqualTo("first");
        }
        assertThat(created.all()).containsOnly(path);
        assertThat(childrenOf("/some")).hasSize(1);
        node.close();
        awaitNothingLeft();
    }

    @Test
    void itComesBackWithItsParents() {
        PersistentNode node = nodeOf(client, EPHEMERAL);
        Events<String> created = listen(node);
        node.start();
        observer().deleteRecursive("/some");
        created.awaitSize(2);
        assertThat(textOf(PATH)).isEqualTo("first");
        node.close();
        awaitNothingLeft();
    }

    @ParameterizedTest
    @EnumSource(names = {"EPHEMERAL", "PERSISTENT_SEQUENTIAL"})
    void newDataStays(CreateMode mode) {
        PersistentNode node = nodeOf(client, CreateOptions.of(mode));
        Events<String> created = listen(node);
        String path = node.start();
        byte[] second = bytes("second");
        node.setData(second);
        second[0] = 0;
        assertThat(textOf(path)).isEqualTo("second");
        observer().delete(path);
        created.awaitSize(2);
        assertThat(textOf(path)).isEqualTo("second");
        node.setData(null);
        assertThat(observer().get(path).data()).isNull();
    }

    @Test
    void theLastDataOfManyIsThere() {
        PersistentNode node = nodeOf(client, EPHEMERAL);
        AsyncResult<String> early = node.async().setData(bytes("early"));
        AsyncResult<String> started = node.async().start();
        AsyncResult<String> last = early;
        for (int i = 0; i < 50; i++) {
            last = node.async().setData(bytes("data " + i));
        }
        assertThat(last.get(LIMIT)).isEqualTo(PATH);
        assertThat(textOf(PATH)).isEqualTo("data 49");
        assertThat(early.get(LIMIT)).isEqualTo(PATH);
        assertThat(started.get(LIMIT)).isEqualTo(PATH);
    }

    /** Who writes to it is not fought: two that keep one node would never come to rest. */
    @Test
    void whatSomebodyElseWritesStays() {
        PersistentNode node = nodeOf(client, EPHEMERAL);
        Events<String> created = listen(node);
        node.start();
        observer().set(PATH, bytes("theirs"));
        eventually(() -> assertThat(watches()).contains(PATH));
        client.sync("/");
        assertThat(textOf(PATH)).isEqualTo("theirs");
        node.setData(bytes("mine"));
        assertThat(textOf(PATH)).isEqualTo("mine");
        assertThat(created.all()).hasSize(1);
    }

    @Test
    void aLastingNodeThatIsThereIsTakenOver() {
        observer()
                .create(
                        PATH,
                        bytes("old"),
                        CreateOptions.of(CreateMode.PERSISTENT).withParents());
        PersistentNode node = nodeOf(client, CreateOptions.of(CreateMode.PERSISTENT));
        node.start();
        assertThat(textOf(PATH)).isEqualTo("first");
        node.close();
        awaitNothingLeft();
    }

    /** It is another's registration: waited for, and never deleted. */
    @ParameterizedTest
    @EnumSource(names = {"EPHEMERAL", "PERSISTENT"})
    void aNodeOfAnotherSessionIsInTheWay(CreateMode mode) {
        observer().create(PATH, bytes("theirs"), EPHEMERAL.withParents());
        PersistentNode waiting = nodeOf(client, CreateOptions.of(mode));
        Events<Throwable> failures = failuresOf(waiting);
        PersistentNode closed = nodeOf(client, CreateOptions.of(mode));
        AsyncResult<String> never = closed.async().start();
        AsyncResult<String> started = waiting.async().start();
        assertThat(failures.awaitSize(1).get(0)).isInstanceOf(NodeExistsException.class);
        closed.close();
        assertThat(failureOf(never)).isInstanceOf(CancelledException.class);
        assertThat(textOf(PATH)).isEqualTo("theirs");
        assertThat(waiting.isPresent()).isFalse();
        observer().delete(PATH);
        assertThat(started.get(LIMIT)).isEqualTo(PATH);
        assertThat(textOf(PATH)).isEqualTo("first");
        assertThat(failures.all()).hasSize(1);
        waiting.close();
        awaitNothingLeft();
    }

    /** It is written to in time; the server takes away only what nobody keeps. */
    @Test
    void aNodeWithATimeToLiveIsKeptAlive() {
        Duration ttl = Duration.ofMillis(600);
        PersistentNode node =
                nodeOf(client, CreateOptions.of(CreateMode.PERSISTENT).withTtl(ttl));
        Events<String> created = listen(node);
        node.start();
        int version = observer().get(PATH).stat().version();
        eventually(() -> assertThat(observer().get(PATH).stat().version()).isGreaterThan(version + 3));
        assertThat(textOf(PATH)).isEqualTo("first");
        assertThat(created.all()).hasSize(1);
        node.close();
        awaitNothingLeft();
    }

    @Test
    void aRefusedNodeIsTriedAgain() {
        observer().create("/some");
        observer().setAcls("/some", Acl.READ_ACL_UNSAFE);
        PersistentNode node = nodeOf(client, EPHEMERAL);
        Events<Throwable> failures = failuresOf(node);
        assertThatExceptionOfType(NoAuthException.class).isThrownBy(node::start);
        assertThat(failures.awaitSize(2)).allMatch(NoAuthException.class::isInstance);
        observer().delete("/some");
        eventually(() -> assertThat(node.isPresent()).isTrue());
        assertThat(textOf(PATH)).isEqualTo("first");
    }

    @Test
    void aNodeWithChildrenStays() {
        PersistentNode node = nodeOf(client, CreateOptions.of(CreateMode.PERSISTENT));
        node.start();
        observer().create(PATH + "/child");
        assertThatExceptionOfType(NotEmptyException.class).isThrownBy(node::close);
        assertThat(textOf(PATH)).isEqualTo("first");
        eventually(() -> assertThat(watches()).isEmpty());
    }

    @Test
    void itIsStartedOnceAndClosedOften() {
        PersistentNode node = nodeOf(client, EPHEMERAL);
        node.start();
        assertThatIllegalStateException().isThrownBy(node::start);
        node.close();
        node.close();
        assertThat(failureOf(node.async().setData(null))).isInstanceOf(CancelledException.class);
        PersistentNode neverStarted = nodeOf(client, EPHEMERAL);
        neverStarted.close();
        assertThat(failureOf(neverStarted.async().start())).isInstanceOf(CancelledException.class);
        awaitNothingLeft();
    }

    @ParameterizedTest
    @EnumSource
    void closeAtAnyMomentLeavesNothing(CreateMode mode) {
        for (int i = 0; i < 12; i++) {
            PersistentNode node = nodeOf(client, CreateOptions.of(mode));
            AsyncResult<String> started = node.async().start();
            if (i % 3 == 1) {
                client.sync("/");
            } else if (i % 3 == 2) {
                started.get(LIMIT);
            }
            node.close();
        }
        client.sync("/");
        awaitNothingLeft();
    }

    @Test
    void aListenerThatThrowsStopsNobody() {
        PersistentNode node = nodeOf(client, EPHEMERAL);
        node.addListener(path -> {
            throw new IllegalStateException("of a listener");
        });
        Events<String> created = listen(node);
        Events<String> removed = new Events<>();
        PersistentNodeListener listener = removed::add;
        node.addListener(listener);
        node.removeListener(listener);
        node.start();
        observer().delete(PATH);
        created.awaitExactly(PATH, PATH);
        Events<String> late = listen(node);
        late.awaitExactly(PATH);
        assertThat(removed.all()).isEmpty();
    }

    /** The example of the documentation. */
    @Test
    void anExample() {
        byte[] address = "10.0.0.7:8080".getBytes(UTF_8);
        try (PersistentNode node =
                PersistentNode.create(client, "/services/web/1", address, CreateOptions.of(CreateMode.EPHEMERAL))) {
            node.addListener(path -> client.async().sync(path));
            node.start();
            assertThat(childrenOf("/services/web")).isEqualTo(List.of("1"));
        }
        assertThat(childrenOf("/services/web")).isEmpty();
    }
}
