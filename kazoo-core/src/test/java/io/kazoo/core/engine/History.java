package io.kazoo.core.engine;

import static io.kazoo.core.Wire.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AuthData;
import io.kazoo.HostList;
import io.kazoo.HostPort;
import io.kazoo.KazooState;
import io.kazoo.KeeperState;
import io.kazoo.NodeData;
import io.kazoo.RetryPolicy;
import io.kazoo.WatchMode;
import io.kazoo.WatchType;
import io.kazoo.core.protocol.AddWatch;
import io.kazoo.core.protocol.Delete;
import io.kazoo.core.protocol.GetData;
import io.kazoo.core.protocol.SetData;
import io.kazoo.handler.Deferred;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One random life of an engine: everything that can happen, in any order, with what must hold after each step. */
final class History {
    private final Random random;
    private final boolean withGarbage;
    private final World world;
    private final Peer peer;
    private final List<Request<?>> requests = new ArrayList<>();
    private final List<Deferred<?>> results = new ArrayList<>();
    private final List<Integer> settled = new ArrayList<>();
    private int paths;
    private int open;

    /** The connection that got bytes no server sends; what its replies mean is anybody's guess. */
    private int garbled = -1;

    History(long seed) {
        random = new Random(seed);
        Setup setup = new Setup();
        setup.hosts = random.nextBoolean() ? "a:1" : "a:1,b:2,c:3";
        setup.shuffle = random.nextBoolean();
        setup.random = random;
        setup.maxPending = random.nextInt(4) == 0 ? 5 : 100_000;
        setup.retry = random.nextInt(5) == 0 ? RetryPolicy.forever().withMaxTries(3) : RetryPolicy.forever();
        if (random.nextInt(4) == 0) {
            setup.auth.add(new AuthData("digest", new byte[] {1}));
        }
        withGarbage = random.nextInt(3) == 0;
        world = setup.world();
        peer = new Peer(world, random);
    }

    /** What happened. */
    List<String> log() {
        return world.log;
    }

    void run() {
        start();
        int steps = 20 + random.nextInt(100);
        for (int i = 0; i < steps; i++) {
            if (random.nextInt(5) == 0) {
                world.burst(() -> {
                    for (int inputs = random.nextInt(6); inputs >= 0; inputs--) {
                        step(random.nextInt(90));
                    }
                });
            } else {
                step(random.nextInt(100));
            }
            check();
        }
        end();
    }

    /** From 90 on time passes, which is no part of a burst. */
    private void step(int what) {
        if (what < 20) {
            submit(random.nextInt(8) == 0 ? 60 : 1 + random.nextInt(3));
        } else if (what < 22) {
            cancel();
        } else if (what < 24) {
            unwatch();
        } else if (what < 27) {
            start();
        } else if (what == 27) {
            stop();
        } else if (what == 28) {
            note("detach");
            results.add(world.detach());
        } else if (what < 31) {
            results.add(world.addAuth(new AuthData("digest", new byte[] {(byte) random.nextInt(3)})));
        } else if (what < 50) {
            connect();
        } else if (what < 76) {
            answer();
        } else if (what < 78) {
            receive(World.event(1 + random.nextInt(4), "/p" + random.nextInt(paths + 1))
                    .frame());
        } else if (what < 80) {
            garbage();
        } else if (what < 82) {
            lose();
        } else if (what < 86) {
            late();
        } else if (what < 87) {
            world.effects.takesMore = false;
        } else if (what < 90) {
            writable();
        } else {
            time(what);
        }
    }

    private void note(String what) {
        world.log.add("-- " + what);
    }

    private void submit(int count) {
        note("submit " + count);
        for (int i = 0; i < count; i++) {
            String path = "/p" + paths++;
            Request<?> request = switch (random.nextInt(5)) {
                case 0 -> world.request(new Delete(path, -1), null);
                case 1 -> world.request(new SetData(path, new byte[random.nextInt(20_000)], -1), null);
                case 2 -> world.request(new AddWatch(path, WatchMode.PERSISTENT_RECURSIVE), event -> {});
                default -> get(path);
            };
            int number = requests.size();
            requests.add(request);
            settled.add(0);
            request.onComplete(Runnable::run, (value, failure) -> settled.set(number, settled.get(number) + 1));
            world.input(request);
        }
    }

    private Request<NodeData> get(String path) {
        Request<NodeData> request = world.request(new GetData(path, true), random.nextBoolean() ? event -> {} : null);
        request.onComplete(Runnable::run, (value, failure) -> {
            if (value != null && !isGarbled()) {
                assertThat(value.data()).as("data of %s", path).isEqualTo(Peer.dataOf(path));
            }
        });
        return request;
    }

    private void cancel() {
        if (!requests.isEmpty()) {
            int number = random.nextInt(requests.size());
            note("cancel " + number);
            requests.get(number).cancel();
        }
    }

    private void unwatch() {
        note("unwatch");
        List<WatchType> types = List.of(WatchType.values());
        String path = "/p" + random.nextInt(paths + 1);
        results.add(world.unwatch(path, types.get(random.nextInt(types.size())), null));
    }

    private void start() {
        note("start");
        results.add(world.start());
    }

    private Deferred<@Nullable Void> stop() {
        note("stop");
        Deferred<@Nullable Void> done = world.stop();
        results.add(done);
        return done;
    }

    /** The name service and the network answer what was asked last. */
    private void connect() {
        List<Long> dialing = List.copyOf(world.effects.dialing);
        if (!dialing.isEmpty() && random.nextInt(4) > 0) {
            long attempt = dialing.get(random.nextInt(dialing.size()));
            if (random.nextInt(5) == 0) {
                world.dialFailed(attempt);
            } else {
                world.dialed(attempt);
            }
        } else if (!world.effects.isConnected() && !world.effects.resolves.isEmpty()) {
            if (random.nextInt(5) == 0) {
                world.unresolved();
            } else {
                world.resolved(random.nextBoolean() ? new int[] {1} : new int[] {1, 2});
            }
        }
    }

    private void answer() {
        if (world.effects.isConnected()) {
            peer.absorb();
            receive(peer.answers());
        }
    }

    private void garbage() {
        if (withGarbage && world.effects.isConnected()) {
            garbled = world.effects.connections;
            byte[] bytes = new byte[1 + random.nextInt(40)];
            random.nextBytes(bytes);
            if (random.nextBoolean() && bytes.length > 4) {
                System.arraycopy(new byte[] {0, 0, 0, (byte) (bytes.length - 4)}, 0, bytes, 0, 4);
            }
            receive(bytes);
        }
    }

    private void receive(byte[] bytes) {
        int connection = world.effects.connections;
        note("receive " + bytes.length);
        for (byte[] piece : peer.pieces(bytes)) {
            if (world.effects.isConnected() && world.effects.connections == connection) {
                world.receive(piece);
            }
        }
    }

    private void lose() {
        if (world.effects.isConnected()) {
            note("lost");
            world.lost();
        }
    }

    /** What comes of earlier attempts must change nothing, whatever it is. */
    private void late() {
        List<Long> attempts = new ArrayList<>(world.effects.dials);
        attempts.removeAll(world.effects.dialing);
        attempts.remove(world.connection);
        if (attempts.isEmpty()) {
            return;
        }
        long attempt = attempts.get(random.nextInt(attempts.size()));
        int effects = world.log.size();
        switch (random.nextInt(7)) {
            case 0 -> world.engine.onResolved(attempt, List.of(World.server(new HostPort("late", 1), 9)), world.now);
            case 1 -> world.engine.onUnresolved(attempt, new IOException("late"), world.now);
            case 2 -> world.engine.onDialed(attempt, world.now);
            case 3 -> world.engine.onDialFailed(attempt, new IOException("late"), world.now);
            case 4 -> world.engine.onLost(attempt, null, world.now);
            case 5 ->
                world.engine.onBytes(attempt, ByteBuffer.wrap(reply(1, 1, 0).frame()), world.now);
            default -> world.engine.onWritable(attempt);
        }
        assertThat(world.log).as("effects of what comes late").hasSize(effects);
    }

    private void writable() {
        if (world.effects.isConnected() && !world.effects.takesMore) {
            note("writable");
            world.writable();
        }
    }

    private void time(int what) {
        switch (what) {
            case 90 -> world.input(() -> world.engine.onTick(world.now));
            case 91 ->
                world.input(() -> world.engine.setHosts(
                        HostList.parse(random.nextBoolean() ? "d:4,e:5" : "a:1,d:4,e:5"), world.now));
            default -> {
                int millis = 1 << random.nextInt(14);
                note("wait " + millis);
                world.advanceMillis(millis);
            }
        }
    }

    private boolean isGarbled() {
        return garbled == world.effects.connections;
    }

    private void check() {
        KeeperState keeper = world.engine.status().keeper();
        boolean ended = keeper == KeeperState.CLOSED || keeper == KeeperState.AUTH_FAILED;
        assertThat(world.isAwaiting()).as("a deadline while %s", keeper).isEqualTo(!ended);
        if (ended) {
            assertThat(world.effects.isConnected() || world.effects.isDialing()).isFalse();
        }
        List<KazooState> states = world.effects.states;
        KazooState last = KazooState.LOST;
        for (KazooState next : states) {
            if (next == last || (last == KazooState.LOST && next == KazooState.SUSPENDED)) {
                throw new AssertionError("states " + states);
            }
            last = next;
        }
        assertThat(world.engine.status().kazoo()).isEqualTo(last);
        peer.absorb();
        boolean idle = keeper == KeeperState.CONNECTED && peer.unanswered.isEmpty() && world.effects.takesMore;
        for (int number = firstOpen(); number < requests.size(); number++) {
            assertThat(settled.get(number))
                    .as("how often %d was settled", number)
                    .isLessThanOrEqualTo(1);
            if (idle && !isGarbled()) {
                assertThat(requests.get(number).isDone())
                        .as("%d is done: the server has nothing to answer", number)
                        .isTrue();
            }
        }
    }

    /** Those before are settled; that nothing settles them again is seen at the end. */
    private int firstOpen() {
        while (open < requests.size() && settled.get(open) == 1) {
            open++;
        }
        return open;
    }

    private void end() {
        Deferred<@Nullable Void> stopped = stop();
        check();
        world.advanceMillis(10_000);
        check();
        assertThat(stopped.isDone()).isTrue();
        assertThat(world.isAwaiting()).isFalse();
        assertThat(world.engine.status().keeper()).isEqualTo(KeeperState.CLOSED);
        assertThat(settled).as("how often requests were settled").allMatch(times -> times == 1);
        assertThat(results).as("starts, stops and credentials").allMatch(Deferred::isDone);
    }
}
