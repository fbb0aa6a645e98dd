package io.kazoo.cli;

import io.kazoo.ClientId;
import io.kazoo.KazooClient;
import io.kazoo.KazooState;
import io.kazoo.cli.Ledger.Belief;
import io.kazoo.exceptions.CancelledException;
import io.kazoo.exceptions.KazooException;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.Lock;
import io.kazoo.recipes.lock.LockOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A worker with a session of its own: gets the lock, works for a second, gives it back, and so on. Made, started and
 * closed by one thread; works on another.
 */
final class Worker implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(15);
    private static final long HOLD_NANOS = 1_000_000_000;
    private static final long PAUSE_MILLIS = 5;

    private final String name;
    private final Run run;
    private final Network network;
    private final KazooClient client;
    private final Lock lock;
    private final Counter counter;
    private final Thread thread;
    private volatile @Nullable RuntimeException failure;
    /** Whose session it was before, on the listeners' lane. */
    private @Nullable ClientId session;

    Worker(String name, Ensemble ensemble, Run run) {
        this.name = name;
        this.run = run;
        network = new Network(ensemble.members());
        client = Run.client(network.servers() + ensemble.chroot());
        lock = Lock.create(client, run.lockPath(), LockOptions.defaults().withIdentifier(name));
        counter = new Counter(client, run.counterPath(), name, run.ledger());
        thread = new Thread(this::work, "kazoo-demo-" + name);
        thread.setDaemon(true);
    }

    String name() {
        return name;
    }

    /** Connects; returns when there is a session. */
    void connect() {
        if (!run.connect(client, CONNECT_LIMIT)) {
            throw CommandException.failed(name + " got no session within " + CONNECT_LIMIT.toSeconds() + " s");
        }
        session = client.clientId().orElse(null);
        client.addListener(this::stateChanged);
        run.screen().line(Kind.NOTE, name, "has a session on " + serverName());
    }

    void start() {
        thread.start();
    }

    Network network() {
        return network;
    }

    long sessionTimeoutMillis() {
        return client.sessionTimeout().toMillis();
    }

    /** Returns the server it is connected to, empty if it is not connected. */
    Optional<Member> server() {
        return client.connectedServer().map(network::member);
    }

    /** Waits for the end of its work, after the end was requested. */
    void join(long limitMillis) {
        lock.cancel();
        try {
            thread.join(limitMillis);
        } catch (InterruptedException e) {
            // The client is closed next, which ends the work.
            Thread.currentThread().interrupt();
        }
    }

    /** Finds out what became of its last increment, if that is not known yet. */
    void settle(CounterValue sealed) {
        counter.settle(sealed);
    }

    /** Returns why it has ended before it was told to, null if it has not. */
    @Nullable
    RuntimeException failure() {
        return failure;
    }

    /** Ends the session; a worker that still works fails. */
    @Override
    public void close() {
        client.close();
        network.close();
    }

    private void work() {
        try {
            while (!run.stop().isRequested()) {
                turn(lock.acquire());
            }
        } catch (CancelledException e) {
            // The end was requested.
        } catch (RuntimeException e) {
            if (!run.stop().isRequested()) {
                failure = e;
                run.stop().request();
            }
        }
    }

    private void turn(Hold held) {
        long token = held.fencingToken();
        Belief belief = run.ledger().granted(name, token, held::isHeld);
        run.screen().line(Kind.HOLDS, name, String.format("holds the lock, token 0x%x", token));
        held.lost().onComplete((lost, released) -> {
            if (released == null) {
                run.ledger().ended(belief);
            }
        });
        workUnder(held, token);
        if (held.isHeld()) {
            run.ledger().ended(belief);
            held.release();
        } else {
            run.ledger().ended(belief);
            lost(token);
        }
    }

    private void workUnder(Hold held, long token) {
        long until = System.nanoTime() + HOLD_NANOS;
        boolean goOn = counter.take(token, held::isHeld);
        while (goOn && System.nanoTime() - until < 0 && !run.stop().pause(PAUSE_MILLIS)) {
            goOn = held.isHeld() && counter.increment(held::isHeld);
        }
    }

    private void lost(long token) {
        run.screen().line(Kind.BAD, name, "stops: it has lost the lock");
        if (run.stop().isRequested()) {
            return;
        }
        try {
            boolean taken = counter.incrementLate();
            String fate = taken ? "accepted, nobody had written since" : "refused";
            run.screen()
                    .line(
                            taken ? Kind.WARNING : Kind.GOOD,
                            name,
                            String.format("a late write with token 0x%x is %s", token, fate));
        } catch (KazooException e) {
            run.screen().line(Kind.WARNING, name, "could not try to write late: " + e.getMessage());
        }
    }

    private void stateChanged(KazooState state) {
        if (run.stop().isRequested()) {
            return;
        }
        switch (state) {
            case CONNECTED -> {
                ClientId now = client.clientId().orElse(null);
                String what = Objects.equals(now, session) ? "the session goes on" : "a new session";
                session = now;
                run.screen().line(Kind.GOOD, name, "CONNECTED to " + serverName() + ", " + what);
            }
            case SUSPENDED ->
                run.screen().line(Kind.WARNING, name, "SUSPENDED: no connection, but the session may live on");
            case LOST -> run.screen().line(Kind.BAD, name, "LOST: the session is over");
        }
    }

    private String serverName() {
        return server().map(Member::label).orElse("no server any more");
    }
}
