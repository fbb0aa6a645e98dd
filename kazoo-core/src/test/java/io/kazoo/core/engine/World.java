package io.kazoo.core.engine;

import static io.kazoo.core.Wire.reply;
import static io.kazoo.core.Wire.wire;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AuthData;
import io.kazoo.ClientId;
import io.kazoo.HostPort;
import io.kazoo.KazooState;
import io.kazoo.KeeperState;
import io.kazoo.WatchType;
import io.kazoo.Watcher;
import io.kazoo.core.Wire;
import io.kazoo.core.protocol.Delete;
import io.kazoo.core.protocol.GetData;
import io.kazoo.core.protocol.Operation;
import io.kazoo.core.session.ServerAddress;
import io.kazoo.core.session.WatchTarget;
import io.kazoo.exceptions.ConnectionLossException;
import io.kazoo.handler.Deferred;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The world around one engine: the test is the user, the name service, the network, the server and the clock. */
final class World {
    static final long SESSION = 0x1abcL;
    static final int NO_NODE = -101;

    final Recording effects = new Recording();
    final Engine engine;
    final List<String> log = effects.log;

    /** A clock about to wrap: only differences mean anything. */
    long now = Long.MAX_VALUE - 10_000_000_001L;

    private final int timeoutMillis;
    private final String chroot;
    private boolean inBurst;

    /** The attempt that led to the connection made last. */
    long connection;

    World(Setup setup) {
        engine = new Engine(setup.config(), effects, setup.random);
        chroot = setup.config().hosts().chroot();
        timeoutMillis = (int) setup.sessionTimeout.toMillis();
    }

    static World connected() {
        return new Setup().world().connect();
    }

    // what users do

    /** Gives an input and tells the engine that no more come for now. */
    void input(Runnable input) {
        input.run();
        if (!inBurst) {
            engine.endOfBurst(now);
        }
    }

    /** Gives several inputs before the engine is told that no more come. */
    void burst(Runnable inputs) {
        inBurst = true;
        inputs.run();
        inBurst = false;
        engine.endOfBurst(now);
    }

    Deferred<@Nullable Void> start() {
        Deferred<@Nullable Void> done = noted("start");
        input(() -> engine.start(done, now));
        return done;
    }

    Deferred<@Nullable Void> stop() {
        Deferred<@Nullable Void> done = noted("stop");
        input(() -> engine.stop(done, now));
        return done;
    }

    Deferred<Optional<ClientId>> detach() {
        Deferred<Optional<ClientId>> session = new Deferred<>(Inline.LANE);
        note("detach", session);
        input(() -> engine.detach(session, now));
        return session;
    }

    Deferred<@Nullable Void> addAuth(AuthData auth) {
        Deferred<@Nullable Void> done = noted("auth");
        input(() -> engine.addAuth(auth, done));
        return done;
    }

    <R extends @Nullable Object> Request<R> submit(Operation<R> operation) {
        return submit(operation, null);
    }

    <R extends @Nullable Object> Request<R> submit(Operation<R> operation, @Nullable Watcher watcher) {
        Request<R> request = request(operation, watcher);
        input(request);
        return request;
    }

    <R extends @Nullable Object> Request<R> request(Operation<R> operation, @Nullable Watcher watcher) {
        WatchTarget target = watcher == null ? null : new WatchTarget(watcher, Inline.LANE, chroot);
        Request<R> request = new Request<>(engine, Inline.LANE, operation, target);
        note("request " + operation.path(), request);
        return request;
    }

    Request<@Nullable Void> delete(String path) {
        return submit(new Delete(path, -1));
    }

    List<Request<@Nullable Void>> delete(int count) {
        List<Request<@Nullable Void>> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(delete("/n" + i));
        }
        return requests;
    }

    /** Reads a node with a watch, and answers. */
    void watch(String path, int xid, Watcher watcher) {
        submit(new GetData(path, true), watcher);
        receive(reply(xid, 10 + xid, 0).buffer((byte) 1).stat());
    }

    /** Takes a watcher, or everybody, off a path. */
    Deferred<Boolean> unwatch(String path, WatchType type, @Nullable Watcher watcher) {
        Deferred<Boolean> result = new Deferred<>(Inline.LANE);
        note("unwatch " + path, result);
        WatchTarget target = watcher == null ? null : new WatchTarget(watcher, Inline.LANE, chroot);
        input(() -> engine.removeWatch(path, type, target, result));
        return result;
    }

    private Deferred<@Nullable Void> noted(String what) {
        Deferred<@Nullable Void> done = new Deferred<>(Inline.LANE);
        note(what, done);
        return done;
    }

    private void note(String what, Deferred<?> result) {
        result.onComplete(Runnable::run, (value, failure) -> log.add(what + ": " + outcome(failure)));
    }

    private static String outcome(@Nullable Throwable failure) {
        if (failure instanceof ConnectionLossException loss) {
            return "ConnectionLossException " + loss.outcome();
        }
        return failure == null ? "done" : failure.getClass().getSimpleName();
    }

    // what the network does

    /** The name service knows these addresses for the host asked for last. */
    void resolved(int... lastBytes) {
        resolved(effects.resolves.getLast(), lastBytes);
    }

    /** The name service knows these addresses for the host of an attempt, the one asked for last if that asked for none. */
    void resolved(long attempt, int... lastBytes) {
        HostPort host = effects.asked.getOrDefault(attempt, effects.asked.get(effects.resolves.getLast()));
        List<ServerAddress> found = new ArrayList<>();
        for (int last : lastBytes) {
            found.add(server(host, last));
        }
        input(() -> engine.onResolved(attempt, found, now));
    }

    static ServerAddress server(HostPort host, int last) {
        return new ServerAddress(host, new InetSocketAddress(address(last), host.port()));
    }

    static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    void unresolved() {
        long attempt = effects.resolves.getLast();
        input(() -> engine.onUnresolved(attempt, new UnknownHostException("nobody knows"), now));
    }

    /** The dial that was begun last succeeds. */
    void dialed() {
        dialed(effects.dials.getLast());
    }

    void dialed(long attempt) {
        effects.connected(attempt);
        connection = attempt;
        input(() -> engine.onDialed(attempt, now));
    }

    /** The dial that was begun last fails. */
    void dialFailed() {
        dialFailed(effects.dials.getLast());
    }

    void dialFailed(long attempt) {
        effects.dialing.remove(attempt);
        input(() -> engine.onDialFailed(attempt, new IOException("refused"), now));
    }

    void lost() {
        input(() -> engine.onLost(connection, null, now));
    }

    void writable() {
        effects.takesMore = true;
        input(() -> engine.onWritable(connection));
    }

    // what the server does

    /** Sends one frame. */
    void receive(Wire body) {
        receive(body.frame());
    }

    /** Sends bytes. */
    void receive(byte[] bytes) {
        input(() -> engine.onBytes(connection, ByteBuffer.wrap(bytes), now));
    }

    /** Answers a request that has no value. */
    void answer(int xid) {
        receive(reply(xid, 1000 + xid, 0));
    }

    /** Sends the first request of a connection and answers it. */
    void answerNew() {
        delete("/first");
        answer(1);
    }

    void pong() {
        receive(reply(-2, 0, 0));
    }

    void greet() {
        receive(greeting(timeoutMillis, SESSION));
    }

    static Wire greeting(int timeoutMillis, long session) {
        return wire().i32(0)
                .i32(timeoutMillis)
                .i64(session)
                .buffer(new byte[16])
                .i8(0);
    }

    /** A server that only reads takes the connection. */
    void greetReadOnly() {
        receive(wire().i32(0)
                .i32(timeoutMillis)
                .i64(SESSION)
                .buffer(new byte[16])
                .i8(1));
    }

    static Wire event(int type, String path) {
        return reply(-1, 5, 0).i32(type).i32(3).text(path);
    }

    /** Takes the engine from idle, or from resolving, to connected. */
    World connect() {
        if (engine.status().keeper() == KeeperState.CLOSED) {
            start();
        }
        reach();
        greet();
        assertThat(engine.status().kazoo()).isEqualTo(KazooState.CONNECTED);
        sent();
        return this;
    }

    /** After a loss: the next server goes on with the session; what is sent then is not taken away. */
    void connectAgain() {
        reach();
        greet();
        assertThat(engine.status().kazoo()).isEqualTo(KazooState.CONNECTED);
    }

    /** Answers name service and network, so that the handshake is sent. */
    void reach() {
        if (!effects.isDialing()) {
            resolved(1);
        }
        dialed();
        effects.written();
    }

    /** Returns the numbers of the frames sent since the last call. */
    List<Integer> sent() {
        List<Integer> xids = new ArrayList<>();
        for (ByteBuffer frame : frames()) {
            xids.add(frame.getInt());
        }
        return xids;
    }

    /** Returns the frames sent since the last call, without their lengths. */
    List<ByteBuffer> frames() {
        ByteBuffer written = ByteBuffer.wrap(effects.written());
        List<ByteBuffer> frames = new ArrayList<>();
        while (written.hasRemaining()) {
            int length = written.getInt();
            frames.add(written.slice(written.position(), length));
            written.position(written.position() + length);
        }
        return frames;
    }

    // what the clock does

    /** Lets time pass; the engine is called whenever it asked to be. */
    void advance(Duration time) {
        long end = now + time.toNanos();
        for (int ticks = 0; isAwaiting() && engine.deadline() - end <= 0; ticks++) {
            assertThat(ticks).as("ticks that lead nowhere").isLessThan(10_000);
            if (engine.deadline() - now > 0) {
                now = engine.deadline();
            }
            input(() -> engine.onTick(now));
        }
        now = end;
    }

    void advanceMillis(long millis) {
        advance(Duration.ofMillis(millis));
    }

    boolean isAwaiting() {
        return engine.deadline() != Long.MAX_VALUE;
    }

    /** Returns how long the engine wants to be left alone, in milliseconds. */
    long untilDeadline() {
        return Duration.ofNanos(engine.deadline() - now).toMillis();
    }

    List<String> takeLog() {
        List<String> taken = List.copyOf(log);
        log.clear();
        return taken;
    }
}
