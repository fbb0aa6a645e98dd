package io.kazoo.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.HostPort;
import io.kazoo.KazooState;
import io.kazoo.WatchedEvent;
import io.kazoo.core.session.WatchTarget;
import io.kazoo.handler.DialRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps what the engine wants done, in order, and refuses what no engine may want. */
final class Recording implements Effects {
    /** One line for each effect, and for whatever a test adds. */
    final List<String> log = new ArrayList<>();

    /** The attempts that asked for addresses and for connections, newest last. */
    final Deque<Long> resolves = new ArrayDeque<>();

    /** What the attempts asked for. */
    final Map<Long, HostPort> asked = new HashMap<>();

    final Deque<Long> dials = new ArrayDeque<>();
    final List<DialRequest> requests = new ArrayList<>();
    final List<WatchedEvent> events = new ArrayList<>();
    final List<KazooState> states = new ArrayList<>();

    /** What the connection answers to a write. */
    boolean takesMore = true;

    /** How often was written on the present connection. */
    int writes;

    /** How often answers were to gather. */
    int gatherings;

    /** How many connections there were. */
    int connections;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    /** The dials without an outcome. */
    final Set<Long> dialing = new LinkedHashSet<>();

    private boolean connected;

    @Override
    public void resolve(long attempt, HostPort host) {
        assertThat(connected).as("resolving beside a connection").isFalse();
        resolves.add(attempt);
        asked.put(attempt, host);
        log.add("resolve " + host);
    }

    @Override
    public void dial(long attempt, DialRequest request) {
        assertThat(connected).as("dialing beside a connection").isFalse();
        dialing.add(attempt);
        dials.add(attempt);
        requests.add(request);
        log.add("dial " + request.hostName() + " "
                + request.address().getAddress().getHostAddress() + ":"
                + request.address().getPort());
    }

    /** A dial has succeeded. */
    void connected(long attempt) {
        dialing.remove(attempt);
        connected = true;
        connections++;
        writes = 0;
        written.reset();
    }

    @Override
    public boolean write(ByteBuffer bytes) {
        assertThat(connected).as("writing on a connection").isTrue();
        assertThat(dialing).as("dials beside a connection").isEmpty();
        assertThat(bytes.hasRemaining()).as("writing something").isTrue();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        written.writeBytes(copy);
        writes++;
        return takesMore;
    }

    @Override
    public void gather(Duration time) {
        assertThat(connected).as("reading from a connection").isTrue();
        assertThat(time).isBetween(Duration.ofNanos(20_000), Duration.ofNanos(200_000));
        gatherings++;
    }

    /** Returns what was written since the last call, and forgets it. */
    byte[] written() {
        byte[] all = written.toByteArray();
        written.reset();
        return all;
    }

    boolean isConnected() {
        return connected;
    }

    boolean isDialing() {
        return !dialing.isEmpty();
    }

    @Override
    public void findWriter(long attempt, HostPort host) {
        assertThat(connected).as("a connection to better").isTrue();
        log.add("find writer " + host);
    }

    @Override
    public void giveUp(long attempt) {
        assertThat(dialing.remove(attempt)).as("giving up what is under way").isTrue();
        log.add("give up");
    }

    @Override
    public void authenticate(long attempt, byte[] challenge) {
        assertThat(connected).as("authenticating on a connection").isTrue();
        log.add("authenticate " + (challenge == null ? "begin" : Arrays.toString(challenge)));
    }

    @Override
    public void hangUp() {
        if (isDialing() || connected) {
            log.add("hang up");
        }
        dialing.clear();
        connected = false;
        takesMore = true;
    }

    @Override
    public void stateChanged(KazooState state) {
        states.add(state);
        log.add("state " + state);
    }

    @Override
    public void deliver(WatchTarget target, WatchedEvent event) {
        events.add(event);
        log.add("event " + event.type() + " " + event.path() + " " + event.state());
        target.watcher().onEvent(event);
    }
}
