package io.kazoo.cli;

import io.kazoo.KazooClient;
import io.kazoo.RetryPolicy;
import io.kazoo.exceptions.KazooException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The nodes the demo works with, and the workers. Used by one thread. */
final class Stage implements AutoCloseable {
    private static final int WORKERS = 3;
    private static final long JOIN_MILLIS = 5_000;
    private static final RetryPolicy RETRY = RetryPolicy.forever().withDeadline(Duration.ofSeconds(15));

    private final Ensemble ensemble;
    private final Run run;
    private final List<Worker> workers = new ArrayList<>();
    /** For what is no worker's business; goes to the servers directly, so that no fault is in its way. */
    private final KazooClient control;

    Stage(Ensemble ensemble, Run run) {
        this.ensemble = ensemble;
        this.run = run;
        control = Run.client(ensemble.hosts().toString());
    }

    /**
     * Connects.
     *
     * @return false if the end was requested before
     * @throws CommandException if there is no connection in time, or the chroot is missing
     */
    boolean connect(Duration limit) {
        if (!run.connect(control, limit)) {
            if (run.stop().isRequested()) {
                return false;
            }
            throw CommandException.notRun(
                    "no ZooKeeper server answered at " + ensemble.hosts() + " within " + limit.toSeconds() + " s");
        }
        if (control.exists("/").isEmpty()) {
            throw CommandException.notRun("there is no node " + ensemble.chroot() + " on these servers");
        }
        return true;
    }

    /** Makes the counter and starts the workers. */
    void open() {
        try {
            control.ensurePath(run.root());
            control.create(run.counterPath(), CounterValue.ZERO.bytes());
        } catch (KazooException e) {
            throw CommandException.notRun("could not create " + run.counterPath() + ": " + e.getMessage());
        }
        IntStream.rangeClosed(1, WORKERS).forEach(i -> workers.add(new Worker("worker-" + i, ensemble, run)));
        workers.forEach(Worker::connect);
        run.ledger().started();
        workers.forEach(Worker::start);
    }

    Worker worker(String name) {
        return workers.stream()
                .filter(worker -> worker.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Waits until the workers, told to stop, have done so, and reads what they have counted together.
     *
     * @throws CommandException if a worker had failed before
     */
    CounterValue finish() {
        workers.forEach(worker -> worker.network().mend());
        workers.forEach(worker -> worker.join(JOIN_MILLIS));
        workers.forEach(Stage::requireNoFailure);
        CounterValue sealed = new Counter(control, run.counterPath(), "the end", run.ledger()).seal();
        workers.forEach(worker -> worker.settle(sealed));
        return sealed;
    }

    private static void requireNoFailure(Worker worker) {
        RuntimeException failure = worker.failure();
        if (failure != null) {
            throw CommandException.failed(worker.name() + " could not go on: " + failure.getMessage());
        }
    }

    /** Ends the sessions and removes what was created; in a hurry, the demo's own servers simply go as a whole. */
    @Override
    public void close() {
        if (ensemble.isOwn() && run.stop().isAborted()) {
            return;
        }
        run.stop().request();
        workers.forEach(worker -> worker.network().mend());
        workers.forEach(worker -> worker.join(JOIN_MILLIS));
        workers.forEach(Worker::close);
        try {
            if (control.isConnected()) {
                control.retry(RETRY, this::removeAll);
            }
        } catch (KazooException e) {
            throw CommandException.failed("could not remove " + run.root() + ": " + e.getMessage());
        } finally {
            control.close();
        }
    }

    private boolean removeAll() {
        control.deleteRecursive(run.root());
        return true;
    }
}
