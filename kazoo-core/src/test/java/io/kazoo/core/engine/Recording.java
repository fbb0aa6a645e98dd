package io.kazoo.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.HostPort;
import io.kazoo.KazooState;
import io.kazoo.WatchedEvent;
import io.kazoo.core.session.WatchTarget;
import io.kazoo.handler.DialRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Keeps what the engine wants done, in order, and refuses what no engine may want. */
final class Recording implements Effects {
    /** One line for each effect, and for whatever a test adds. */
    final List<String> log = new ArrayList<>();

    /** The attempts that asked for addresses and for connections, newest last. */
    final Deque<Long> resolves = new ArrayDeque<>();

    final Deque<Long> dials = new ArrayDeque<>();
    final List<DialRequest> requests = new ArrayList<>();
    final List<WatchedEvent> events = new ArrayList<>();
    final List<KazooState> states = new ArrayList<>();

    /** What the connection answers to a write. */
    boolean takesMore = true;

    /** How often was written on the present connection. */
    int writes;

    /** How many connections there were. */
    int connections;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private boolean dialing;
    private boolean connected;

    @Override
    public void resolve(long attempt, HostPort host) {
        assertThat(dialing || connected).as("resolving beside a connection").isFalse();
        resolves.add(attempt);
        log.add("resolve " + host);
    }

    @Override
    public void dial(long attempt, DialRequest request) {
        assertThat(dialing || connected).as("dialing beside a connection").isFalse();
        dialing = true;
        dials.add(attempt);
        requests.add(request);
        log.add("dial " + request.hostName() + " "
                + request.address().getAddress().getHostAddress() + ":"
                + request.address().getPort());
    }

    /** The dial has succeeded. */
    void connected() {
        dialing = false;
        connected = true;
        connections++;
        writes = 0;
        written.reset();
    }

    @Override
    public boolean write(ByteBuffer bytes) {
        assertThat(connected).as("writing on a connection").isTrue();
        assertThat(bytes.hasRemaining()).as("writing something").isTrue();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        written.writeBytes(copy);
        writes++;
        return takesMore;
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
        return dialing;
    }

    @Override
    public void authenticate(long attempt, byte[] challenge) {
        assertThat(connected).as("authenticating on a connection").isTrue();
        log.add("authenticate " + (challenge == null ? "begin" : Arrays.toString(challenge)));
    }

    @Override
    public void hangUp() {
        if (dialing || connected) {
            log.add("hang up");
        }
        dialing = false;
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
