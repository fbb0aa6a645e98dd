package io.kazoo.recipes.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncKazooClient;
import io.kazoo.AsyncResult;
import io.kazoo.ClientId;
import io.kazoo.CreatedNode;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.NodeData;
import io.kazoo.StateListener;
import io.kazoo.WatchedEvent;
import io.kazoo.Watcher;
import io.kazoo.ZnodeStat;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.exceptions.Outcome;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.DialRequest;
import io.kazoo.handler.Handler;
import io.kazoo.handler.Lane;
import io.kazoo.handler.Timeout;
import io.kazoo.handler.TransportListener;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A client without servers, threads and time: the test answers each request, fires watches and timers, and decides when
 * what was submitted to lanes runs.
 */
final class ScriptedClient {
    /** A request that waits for its answer. */
    record Call(String operation, String path, Watcher watcher, Deferred<Object> result) {}

    /** A timer that waits for its time. */
    record Timer(Duration delay, Runnable task) {}

    final Deque<Call> calls = new ArrayDeque<>();
    final Set<StateListener> listeners = new LinkedHashSet<>();
    /** The paths off which watchers were taken. */
    final List<String> unwatched = new ArrayList<>();

    final List<Timer> timers = new ArrayList<>();
    /** Run when somebody sets a timer, with the timer already set, before its setter goes on. */
    Runnable whenTimerIsSet = () -> {};
    /** Run when somebody blocks, in place of waiting; an interrupt follows. */
    Runnable whileWaiting = () -> {};

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Handler handler = new ScriptedHandler();
    private final AsyncKazooClient async = on(handler.newLane("replies"));
    private final KazooClient client = proxy(KazooClient.class, this::answer);
    private KazooState state = KazooState.CONNECTED;
    private long session = 1;

    KazooClient client() {
        return client;
    }

    /** Runs what was submitted to lanes, and what that submits. */
    void run() {
        Runnable task;
        while ((task = tasks.poll()) != null) {
            task.run();
        }
    }

    /** Takes the oldest unanswered request, which must be this one. */
    Call next(String operation) {
        assertThat(calls.stream().map(Call::operation)).startsWith(operation);
        return calls.remove();
    }

    /** Asserts that these requests, and no others, wait for answers, and takes them. */
    List<Call> take(String... operations) {
        assertThat(calls.stream().map(Call::operation)).containsExactly(operations);
        List<Call> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    void succeed(Call call, Object value) {
        call.result().succeed(value);
        run();
    }

    void fail(Call call, Throwable failure) {
        call.result().fail(failure);
        run();
    }

    /** Answers a create: the server appends the number. */
    String created(Call create, int number, long owner) {
        String path = create.path() + "%010d".formatted(number);
        succeed(create, new CreatedNode(path, stat(number, owner)));
        return path;
    }

    /** Answers a request for children. */
    void children(Call request, String... paths) {
        succeed(
                request,
                Arrays.stream(paths)
                        .map(path -> path.substring(path.lastIndexOf('/') + 1))
                        .toList());
    }

    static NodeData data(long czxid, long owner) {
        return new NodeData(new byte[0], stat(czxid, owner));
    }

    static ConnectionLossException loss(Outcome outcome) {
        return new ConnectionLossException("lost", null, outcome, null);
    }

    private static ZnodeStat stat(long czxid, long owner) {
        return new ZnodeStat(czxid, czxid, 0, 0, 0, 0, 0, owner, 0, 0, czxid);
    }

    /** Changes the state as the engine does: the client knows at once, listeners hear of it on their lanes. */
    void state(KazooState next) {
        state = next;
        for (StateListener listener : listeners) {
            tasks.add(() -> listener.stateChanged(next));
        }
    }

    /** The session ends and another one begins. */
    void newSession() {
        state(KazooState.LOST);
        session++;
        state(KazooState.CONNECTED);
    }

    void fire(Watcher watcher, WatchedEvent event) {
        tasks.add(() -> watcher.onEvent(event));
        run();
    }

    /** Lets the only timer fire. */
    Duration fireTimer() {
        assertThat(timers).hasSize(1);
        Timer timer = timers.remove(0);
        timer.task().run();
        run();
        return timer.delay();
    }

    private Object answer(String method, Object[] arguments) {
        return switch (method) {
            case "async" -> async;
            case "handler" -> handler;
            case "state" -> state;
            case "clientId" ->
                state == KazooState.CONNECTED ? Optional.of(new ClientId(session, new byte[16])) : Optional.empty();
            default -> throw new UnsupportedOperationException(method);
        };
    }

    private AsyncKazooClient on(Lane lane) {
        return proxy(AsyncKazooClient.class, (method, arguments) -> answerAsync(lane, method, arguments));
    }

    private Object answerAsync(Lane lane, String method, Object[] arguments) {
        return switch (method) {
            case "on" -> on((Lane) arguments[0]);
            case "addListener" -> listeners.add((StateListener) arguments[0]);
            case "removeWatch" -> {
                unwatched.add((String) arguments[0]);
                yield new Deferred<Boolean>(lane);
            }
            case "removeListener" -> listeners.remove((StateListener) arguments[0]);
            default -> request(lane, method, arguments);
        };
    }

    private AsyncResult<Object> request(Lane lane, String method, Object[] arguments) {
        Watcher watcher = arguments.length > 1 && arguments[1] instanceof Watcher given ? given : null;
        Deferred<Object> result = new Deferred<>(lane);
        calls.add(new Call(method, (String) arguments[0], watcher, result));
        return result;
    }

    private interface Answers {
        Object answer(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) ->
                        answers.answer(method.getName(), arguments == null ? new Object[0] : arguments)));
    }

    private final class ScriptedHandler implements Handler {
        @Override
        public Lane newLane(String label) {
            return new Lane() {
                @Override
                public void execute(Runnable task) {
                    tasks.add(task);
                }

                @Override
                public boolean isCurrent() {
                    return false;
                }

                @Override
                public Handler handler() {
                    return ScriptedHandler.this;
                }
            };
        }

        @Override
        public Timeout schedule(Duration delay, Runnable task, Runnable ifDropped) {
            Timer timer = new Timer(delay, task);
            timers.add(timer);
            whenTimerIsSet.run();
            return () -> timers.remove(timer);
        }

        @Override
        public boolean await(Deferred<?> result, Duration timeout) throws InterruptedException {
            whileWaiting.run();
            throw new InterruptedException();
        }

        @Override
        public boolean mayBlock() {
            return true;
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public void start() {}

        @Override
        public boolean isRunning() {
            return true;
        }

        @Override
        public void close() {}

        @Override
        public void offload(Runnable job) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void dial(DialRequest request, TransportListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
