package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.ClientId;
import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.exceptions.KazooInterruptedException;
import io.kazoo.recipes.node.PersistentNode;
import io.kazoo.testing.FaultProxy.Direction;
import io.kazoo.testing.FaultProxy.Ending;
import io.kazoo.testing.SessionKiller;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A node is kept, or is gone when it is closed, whatever happens to the connection and to the session. */
public abstract class PersistentNodeFaultContract extends PersistentNodeScenario {
    private static final int CREATE = 1;
    private static final int DELETE = 2;
    private static final int GET = 4;
    private static final int SET = 5;
    private static final int TORN = 20;

    private KazooClient client;
    private ClientId session;

    /** For subclasses. */
    protected PersistentNodeFaultContract() {}

    /** When the connection is lost. */
    enum Step {
        NOTHING_SENT,
        FIRST_REQUEST_TORN,
        REPLY_OF_LOOK_LOST,
        REPLY_OF_CREATE_LOST,
        REPLY_OF_SET_LOST,
        THERE
    }

    static Stream<Arguments> modesAndSteps() {
        return Stream.of(CreateMode.EPHEMERAL, CreateMode.EPHEMERAL_SEQUENTIAL, CreateMode.PERSISTENT)
                .flatMap(mode -> Stream.of(Step.values()).map(step -> Arguments.of(mode, step)));
    }

    @BeforeEach
    void start() {
        client = startProxied();
        session = sessionOf(client);
        observer().create("/some");
    }

    /** Starts a node; when it returns, the connection is lost, until the proxy is healed, if that comes before it is there. */
    private AsyncResult<String> startWithLoss(PersistentNode node, Step step) throws Exception {
        proxy().refuseConnections(step.compareTo(Step.REPLY_OF_SET_LOST) < 0);
        CompletableFuture<Void> lost = switch (step) {
            case FIRST_REQUEST_TORN -> proxy().cutAfter(Direction.TO_SERVER, TORN, Ending.RESET);
            case REPLY_OF_LOOK_LOST -> proxy().dropReply(GET);
            case REPLY_OF_CREATE_LOST -> proxy().dropReply(CREATE);
            default -> CompletableFuture.completedFuture(null);
        };
        if (step == Step.NOTHING_SENT) {
            disconnect(client);
        }
        AsyncResult<String> started = node.async().start();
        resultOf(lost);
        return started;
    }

    @ParameterizedTest
    @MethodSource("modesAndSteps")
    void itIsThereInTheEnd(CreateMode mode, Step step) throws Exception {
        PersistentNode node = nodeOf(client, CreateOptions.of(mode));
        Events<String> created = listen(node);
        AsyncResult<String> started = startWithLoss(node, step);
        proxy().heal();
        String path = started.get(LIMIT);
        CompletableFuture<Void> lost =
                step == Step.REPLY_OF_SET_LOST ? proxy().dropReply(SET) : CompletableFuture.completedFuture(null);
        node.setData(bytes("second"));
        resultOf(lost);
        if (step == Step.THERE) {
            loseConnection(client);
        }
        assertThat(textOf(path)).isEqualTo("second");
        assertThat(childrenOf("/some")).hasSize(1);
        awaitState(client, KazooState.CONNECTED);
        assertThat(sessionOf(client)).isEqualTo(session);
        created.awaitExactly(path);
        node.close();
        awaitNothingLeft();
    }

    @ParameterizedTest
    @MethodSource("modesAndSteps")
    void itIsGoneInTheEnd(CreateMode mode, Step step) throws Exception {
        PersistentNode node = nodeOf(client, CreateOptions.of(mode));
        AsyncResult<String> started = startWithLoss(node, step);
        CompletableFuture<Void> lost = CompletableFuture.completedFuture(null);
        if (step == Step.THERE) {
            started.get(LIMIT);
            lost = proxy().dropReply(DELETE);
        } else if (step == Step.REPLY_OF_SET_LOST) {
            started.get(LIMIT);
            proxy().refuseConnections(true);
            lost = proxy().dropReply(SET);
            node.async().setData(bytes("second"));
            resultOf(lost);
        }
        AsyncResult<Boolean> closed = node.async().close();
        resultOf(lost);
        proxy().heal();
        assertThat(closed.get(LIMIT)).isTrue();
        awaitState(client, KazooState.CONNECTED);
        client.retry(() -> client.sync("/"));
        awaitNothingLeft();
        assertThat(sessionOf(client)).isEqualTo(session);
    }

    @ParameterizedTest
    @EnumSource
    void itIsThereInTheNextSession(CreateMode mode) {
        PersistentNode node = nodeOf(client, CreateOptions.of(mode));
        Events<String> created = listen(node);
        String path = node.start();
        node.setData(bytes("second"));
        for (int i = 0; i < 3; i++) {
            ClientId before = sessionOf(client);
            expire(client);
            eventually(() -> assertThat(client.clientId()).isPresent().get().isNotEqualTo(before));
            eventually(() -> assertThat(node.isPresent()).isTrue());
        }
        if (mode.isEphemeral()) {
            created.awaitExactly(path, path, path, path);
            eventually(() -> assertThat(observer().get(path).stat().ephemeralOwner())
                    .isEqualTo(sessionOf(client).sessionId()));
        } else {
            created.awaitExactly(path);
        }
        assertThat(textOf(path)).isEqualTo("second");
        assertThat(childrenOf("/some")).hasSize(1);
        node.close();
        awaitNothingLeft();
    }

    /** It is deleted, and written to, while nobody can tell the client. */
    @Test
    void whatHappensUnseenIsMadeGoodAfterwards() {
        PersistentNode node = nodeOf(client, EPHEMERAL);
        Events<String> created = listen(node);
        node.start();
        disconnect(client);
        observer().delete(PATH);
        AsyncResult<String> written = node.async().setData(bytes("second"));
        proxy().heal();
        assertThat(written.get(LIMIT)).isEqualTo(PATH);
        assertThat(textOf(PATH)).isEqualTo("second");
        created.awaitExactly(PATH, PATH);
    }

    /** Closed while the session ends: an ephemeral node went with it, and another's is left alone. */
    @Test
    void closingEndsWithTheSession() {
        PersistentNode node = nodeOf(client, EPHEMERAL);
        node.start();
        disconnect(client);
        AsyncResult<Boolean> closed = node.async().close();
        SessionKiller.kill(server().socketAddress(), session.sessionId(), session.password(), LIMIT);
        proxy().heal();
        assertThat(closed.get(LIMIT)).isTrue();
        assertThat(childrenOf("/some")).isEmpty();
        observer().create(PATH, bytes("theirs"), EPHEMERAL);
        awaitState(client, KazooState.CONNECTED);
        client.retry(() -> client.sync("/"));
        assertThat(textOf(PATH)).isEqualTo("theirs");
    }

    @Test
    void aNodeIsBackWhenItsClientIs() {
        PersistentNode node = nodeOf(client, EPHEMERAL);
        Events<String> created = listen(node);
        node.start();
        client.stop();
        eventually(() -> assertThat(node.isPresent()).isFalse());
        assertThat(childrenOf("/some")).isEmpty();
        client.start(LIMIT);
        created.awaitExactly(PATH, PATH);
        client.stop();
        node.close();
        awaitNothingLeft();
    }

    /** The caller is interrupted; the node is kept, and its removal goes on. */
    @Test
    void interruptsChangeNothing() throws Exception {
        disconnect(client);
        PersistentNode node = nodeOf(client, EPHEMERAL);
        interrupted(node::start);
        proxy().heal();
        eventually(() -> assertThat(node.isPresent()).isTrue());
        disconnect(client);
        interrupted(node::close);
        proxy().heal();
        awaitState(client, KazooState.CONNECTED);
        awaitNothingLeft();
        assertThat(sessionOf(client)).isEqualTo(session);
    }

    private static void interrupted(Runnable call) throws InterruptedException {
        CompletableFuture<Boolean> outcome = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                call.run();
                outcome.complete(false);
            } catch (KazooInterruptedException e) {
                outcome.complete(Thread.interrupted());
            }
        });
        thread.start();
        eventually(() -> assertThat(thread.getState())
                .isIn(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED));
        thread.interrupt();
        thread.join(LIMIT.toMillis());
        assertThat(outcome).isCompletedWithValue(true);
    }
}
