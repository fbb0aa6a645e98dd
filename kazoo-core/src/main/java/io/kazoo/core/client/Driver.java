package io.kazoo.core.client;

import io.kazoo.HostPort;
import io.kazoo.KazooState;
import io.kazoo.StateListener;
import io.kazoo.WatchedEvent;
import io.kazoo.core.engine.Effects;
import io.kazoo.core.engine.Engine;
import io.kazoo.core.sasl.SaslExchange;
import io.kazoo.core.sasl.SaslIdentity;
import io.kazoo.core.session.ServerAddress;
import io.kazoo.core.session.WatchTarget;
import io.kazoo.exceptions.ConnectionClosedException;
import io.kazoo.handler.DialRequest;
import io.kazoo.handler.Handler;
import io.kazoo.handler.HandlerSource;
import io.kazoo.handler.Lane;
import io.kazoo.handler.Timeout;
import io.kazoo.handler.Transport;
import io.kazoo.handler.TransportListener;
import io.kazoo.spi.ClientConfig;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives the engine with a handler: serialises its inputs, carries its effects out, keeps its one timer. Fields without
 * another note belong to whoever is inside the {@link Combiner}.
 */
final class Driver implements Effects {
    private static final Logger LOG = LoggerFactory.getLogger("io.kazoo.client");

    final Handler handler;
    final Engine engine;
    final Combiner combiner;
    final Lane completionLane;
    final Lane watchLane;
    private final Lane sessionLane;
    private final @Nullable SaslIdentity identity;
    final Dialer dialer;
    private final Names names;
    private final SaslTurns saslTurns = new SaslTurns();
    private final StateListeners listeners = new StateListeners();

    /** The present connection. */
    private @Nullable Link link;

    /** The dials without an outcome, by attempt. */
    private final Map<Long, Link> dials = new HashMap<>();

    private @Nullable Timeout timer;
    private long timerAt;

    /** Tells the present timer from those before. */
    private long timerNumber;

    Driver(ClientConfig config, HandlerSource source) {
        handler = source.handler();
        completionLane = handler.newLane("completion");
        watchLane = handler.newLane("watch");
        sessionLane = handler.newLane("session");
        identity = config.sasl() == null ? null : new SaslIdentity(config.sasl());
        dialer = new Dialer(handler, sessionLane, config);
        names = new Names(handler, sessionLane);
        engine = new Engine(config, this, handler.random());
        combiner = new Combiner(this::endOfBurst, this::defect, sessionLane);
    }

    void addListener(StateListener listener, Lane lane) {
        listeners.add(listener, lane);
    }

    void removeListener(StateListener listener) {
        listeners.remove(listener);
    }

    private void endOfBurst() {
        try {
            engine.endOfBurst(handler.nanoTime());
        } catch (Throwable defect) {
            defect(defect); // and then the timer is set: without one nothing would go on
        }
        long deadline = engine.deadline();
        boolean wanted = deadline != Long.MAX_VALUE;
        if (wanted && (timer == null || deadline - timerAt < 0)) {
            schedule(deadline);
        } else if (!wanted && timer != null) {
            cancelTimer();
        }
    }

    /** The timer may fire early for a deadline that has moved on; asking again then is cheaper than moving it. */
    private void schedule(long deadline) {
        cancelTimer();
        timerAt = deadline;
        Duration delay = Duration.ofNanos(Math.max(0, deadline - handler.nanoTime()));
        long number = timerNumber;
        timer = handler.schedule(
                delay, () -> combiner.execute(() -> tick(number)), () -> combiner.execute(this::handlerClosed));
    }

    /** Without timers the engine would stand still for ever, and with it all who wait for it (rule H-5). */
    private void handlerClosed() {
        engine.abandon(new ConnectionClosedException("the handler was closed", null, null), sessionLane);
    }

    private void cancelTimer() {
        timerNumber++;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    /** A timer that was replaced while it fired has nothing to say: its successor is there. */
    private void tick(long number) {
        if (number == timerNumber) {
            timer = null;
            engine.onTick(handler.nanoTime());
        }
    }

    private void defect(Throwable defect) {
        LOG.error("defect in the engine; the connection is given up", defect);
        engine.onDefect(defect, handler.nanoTime());
    }

    @Override
    public void resolve(long attempt, HostPort host) {
        names.lookUp(host, (found, failure) -> combiner.execute(() -> resolved(attempt, found, failure)));
    }

    @Override
    public void findWriter(long attempt, HostPort host) {
        WriterProbe probe = new WriterProbe(
                dialer,
                sessionLane,
                server -> combiner.execute(() -> engine.onWriterFound(attempt, server, handler.nanoTime())));
        names.lookUp(host, (found, failure) -> probe.ask(found == null ? List.of() : found));
    }

    private void resolved(long attempt, @Nullable List<ServerAddress> found, @Nullable Throwable failure) {
        if (found == null || failure != null) {
            Throwable cause = failure == null ? new IllegalStateException("no addresses") : failure;
            LOG.warn("cannot resolve a server: {}", String.valueOf(cause));
            engine.onUnresolved(attempt, cause, handler.nanoTime());
        } else {
            engine.onResolved(attempt, found, handler.nanoTime());
        }
    }

    @Override
    public void dial(long attempt, DialRequest request) {
        Link dialed = new Link(attempt, new SaslSteps(request, identity));
        dials.put(attempt, dialed);
        dialer.dial(request, dialed, combiner::execute);
    }

    @Override
    public boolean write(ByteBuffer bytes) {
        Link current = link;
        return current == null || current.transport == null || current.transport.write(bytes);
    }

    @Override
    public void gather(Duration time) {
        Link current = link;
        if (current != null && current.transport != null) {
            current.transport.gather(time);
        }
    }

    @Override
    public void giveUp(long attempt) {
        Link dialing = dials.remove(attempt);
        if (dialing != null) {
            dialing.hungUp = true;
        }
    }

    @Override
    public void authenticate(long attempt, byte @Nullable [] challenge) {
        Link current = link;
        if (current != null && current.attempt == attempt) {
            saslTurns.take(
                    () -> current.sasl.next(handler, sessionLane, challenge),
                    () -> combiner.execute(() -> authenticate(attempt, challenge)),
                    (step, failure) -> combiner.execute(() -> authenticated(attempt, step, failure)));
        }
    }

    private void authenticated(long attempt, SaslExchange.@Nullable Step step, @Nullable Throwable failure) {
        if (step == null || failure != null) {
            Throwable cause = failure == null ? new IllegalStateException("no step") : failure;
            engine.onUnauthenticated(attempt, cause, handler.nanoTime());
        } else {
            engine.onAuthenticating(attempt, step.token(), step.content());
        }
    }

    @Override
    public void hangUp() {
        dials.values().forEach(dialing -> dialing.hungUp = true);
        dials.clear();
        if (link != null) {
            link.hungUp = true;
            if (link.transport != null) {
                link.transport.close();
            }
            link = null;
        }
    }

    @Override
    public void stateChanged(KazooState state) {
        listeners.tell(state);
    }

    @Override
    public void deliver(WatchTarget target, WatchedEvent event) {
        target.lane().execute(() -> {
            try {
                target.watcher().onEvent(event);
            } catch (Throwable thrown) {
                LOG.error("a watcher of {} threw", event.path(), thrown);
            }
        });
    }

    /** A connection, or the attempt at one; turns what happens on it into inputs. */
    private final class Link implements TransportListener {
        private final long attempt;
        private final SaslSteps sasl;
        private @Nullable Transport transport;
        private boolean hungUp;

        Link(long attempt, SaslSteps sasl) {
            this.attempt = attempt;
            this.sasl = sasl;
        }

        @Override
        public void onConnected(Transport opened) {
            combiner.execute(() -> {
                if (hungUp) {
                    opened.close();
                } else {
                    dials.remove(attempt);
                    link = this;
                    transport = opened;
                    engine.onDialed(attempt, handler.nanoTime());
                }
            });
        }

        @Override
        public void onFailed(Throwable cause) {
            if (cause instanceof SSLException) {
                LOG.warn(
                        "cannot connect: {}",
                        cause.getMessage()); // a wrong configuration mostly: it goes on until seen
            }
            combiner.execute(() -> {
                dials.remove(attempt);
                engine.onDialFailed(attempt, cause, handler.nanoTime());
            });
        }

        /** Parsed in place when nobody is inside; the buffer is the handler's, so it is copied for someone who is. */
        @Override
        public void onBytes(ByteBuffer bytes) {
            if (combiner.tryEnter()) {
                combiner.runAndLeave(() -> engine.onBytes(attempt, bytes, handler.nanoTime()));
            } else {
                ByteBuffer copy =
                        ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
                combiner.execute(() -> engine.onBytes(attempt, copy, handler.nanoTime()));
            }
        }

        @Override
        public void onWritable() {
            combiner.execute(() -> engine.onWritable(attempt));
        }

        @Override
        public void onClosed(@Nullable Throwable cause) {
            combiner.execute(() -> engine.onLost(attempt, cause, handler.nanoTime()));
        }
    }
}
