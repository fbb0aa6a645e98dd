package io.kazoo.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AuthData;
import io.kazoo.HostPort;
import io.kazoo.KazooState;
import io.kazoo.KeeperState;
import io.kazoo.WatchedEvent;
import io.kazoo.core.protocol.Create2;
import io.kazoo.core.protocol.Delete;
import io.kazoo.core.protocol.Exists;
import io.kazoo.core.protocol.GetAcl;
import io.kazoo.core.protocol.GetChildren;
import io.kazoo.core.protocol.GetChildren2;
import io.kazoo.core.protocol.GetData;
import io.kazoo.core.protocol.Operation;
import io.kazoo.core.protocol.SetData;
import io.kazoo.core.protocol.Sync;
import io.kazoo.core.session.ServerAddress;
import io.kazoo.core.session.WatchTarget;
import io.kazoo.exceptions.KazooException;
import io.kazoo.handler.Deferred;
import io.kazoo.handler.DialRequest;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One life of an engine in front of a server whose stream was tampered with: the handshake and a burst of replies and
 * events, right but for some bytes, cut into pieces anywhere, on one connection after another.
 */
final class MutatedServer implements Effects {
    private static final int CONNECTIONS = 4;
    private static final int REQUESTS = 8;

    /** The first lives load classes, which takes memory as well. */
    private static final int WARM_UP = 100;

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long seed;
    private final Random random;
    private final Engine engine;
    private final FrameBytes bytes = new FrameBytes();
    private final List<Request<?>> requests = new ArrayList<>();
    private long now = 1;
    private long resolving;
    private HostPort asked;
    private long dialing;
    private boolean connected;
    private int frames;

    MutatedServer(long seed) {
        this.seed = seed;
        random = new Random(seed);
        Setup setup = new Setup();
        setup.maxReplyBytes = 4_096;
        setup.readOnly = random.nextBoolean();
        if (random.nextInt(4) == 0) {
            setup.auth.add(new AuthData("digest", new byte[] {1}));
        }
        engine = new Engine(setup.config(), this, random);
    }

    /** Returns how many frames the engine has taken. */
    int frames() {
        return frames;
    }

    long served() {
        return requests.stream().filter(each -> each.failure() == null).count();
    }

    void run() {
        Deferred<@Nullable Void> started = new Deferred<>(Inline.LANE);
        engine.start(started, now);
        for (int i = 0; i < CONNECTIONS && engine.status().keeper() != KeeperState.AUTH_FAILED; i++) {
            connect();
            submit();
            serve();
            endOfBurst();
        }
        Deferred<@Nullable Void> stopped = new Deferred<>(Inline.LANE);
        engine.stop(stopped, now);
        endOfBurst();
        advance(Duration.ofSeconds(10).toNanos());
        assertThat(stopped.isDone() && started.isDone()).as("an end").isTrue();
        assertThat(engine.deadline()).isEqualTo(Long.MAX_VALUE);
        for (Request<?> request : requests) {
            assertThat(request.isDone()).isTrue();
            Throwable failure = request.failure();
            if (failure != null) {
                assertThat(failure).isInstanceOf(KazooException.class);
            }
        }
    }

    private void connect() {
        advance(Duration.ofSeconds(1).toNanos());
        if (resolving != 0 && !connected) {
            engine.onResolved(resolving, List.of(World.server(asked, 1)), now);
        }
        if (dialing != 0 && !connected) {
            connected = true;
            engine.onDialed(dialing, now);
        }
        endOfBurst();
    }

    private void submit() {
        for (int i = 0; i < REQUESTS; i++) {
            Operation<?> operation = operation();
            WatchTarget watch = random.nextBoolean() ? new WatchTarget(event -> {}, Inline.LANE, "") : null;
            Request<?> request = random.nextInt(4) == 0
                    ? new TimedRequest<>(engine, Inline.LANE, operation, watch, "")
                            .until(now + random.nextInt(1_000_000))
                    : new Request<>(engine, Inline.LANE, operation, watch);
            requests.add(request);
            request.run();
        }
        endOfBurst();
    }

    private Operation<?> operation() {
        String path = "/p" + random.nextInt(3);
        return switch (random.nextInt(9)) {
            case 0 -> new GetData(path, true);
            case 1 -> new Exists(path, true);
            case 2 -> new GetChildren(path, true);
            case 3 -> new GetChildren2(path, true);
            case 4 -> new GetAcl(path);
            case 5 -> new SetData(path, new byte[3], -1);
            case 6 -> new Sync(path, "");
            case 7 -> new Create2(path, new byte[3], List.of(), io.kazoo.CreateMode.PERSISTENT, "");
            default -> new Delete(path, -1);
        };
    }

    /** Sends a stream and sees to it that it costs no more memory than its own length explains. */
    private void serve() {
        byte[] stream = bytes.stream(REQUESTS, random);
        int consumed = 0;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int at = 0; at < stream.length && connected; ) {
            int size = random.nextInt(4) == 0 ? 1 + random.nextInt(stream.length - at) : stream.length - at;
            ByteBuffer piece = ByteBuffer.wrap(stream, at, size).slice();
            engine.onBytes(dialing, piece, now);
            consumed = at + piece.position();
            at += size;
            endOfBurst();
        }
        frames += bytes.frames(consumed);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (seed >= WARM_UP) {
            assertThat(allocated)
                    .as("bytes for a stream of %d", stream.length)
                    .isLessThan(200_000 + 100L * stream.length);
        }
    }

    private void endOfBurst() {
        engine.endOfBurst(now);
    }

    private void advance(long nanos) {
        long end = now + nanos;
        for (int ticks = 0; engine.deadline() != Long.MAX_VALUE && engine.deadline() - end <= 0; ticks++) {
            assertThat(ticks).as("ticks that lead nowhere").isLessThan(1_000);
            now = Math.max(now, engine.deadline());
            engine.onTick(now);
            endOfBurst();
        }
        now = end;
    }

    @Override
    public void resolve(long attempt, HostPort host) {
        resolving = attempt;
        asked = host;
    }

    @Override
    public void dial(long attempt, DialRequest request) {
        dialing = attempt;
    }

    @Override
    public void findWriter(long attempt, HostPort host) {
        ServerAddress server = World.server(host, 1);
        if (random.nextInt(3) == 0) {
            engine.onWriterFound(attempt + random.nextInt(2), server, now);
        }
    }

    @Override
    public boolean write(ByteBuffer written) {
        return random.nextInt(10) > 0;
    }

    @Override
    public void giveUp(long attempt) {}

    @Override
    public void gather(Duration time) {
        // What is read when is the mutator's affair.
    }

    @Override
    public void authenticate(long attempt, byte @Nullable [] challenge) {
        throw new AssertionError("no SASL was asked for");
    }

    @Override
    public void hangUp() {
        connected = false;
        dialing = 0;
    }

    @Override
    public void stateChanged(KazooState state) {}

    @Override
    public void deliver(WatchTarget target, WatchedEvent event) {
        assertThat(event.type()).isNotNull();
    }
}
