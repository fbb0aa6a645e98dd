package io.kazoo.cli;

import io.kazoo.HostList;
import io.kazoo.cli.Ledger.Belief;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The demo, from nothing to the summary; nothing is left of it, however it ends. */
final class Demo {
    private static final String INTRODUCTION =
            "Three workers contend for one lock. Who holds it adds to a shared counter"
                    + " for a second, then gives it back. Each holder has a higher token than the one before, and the counter"
                    + " refuses what a former holder writes late, with a lower token.";

    private static final Duration OWN_TIMEOUT = Duration.ofSeconds(30);
    private static final long CLEANUP_SECONDS = 20;

    private final DemoOptions options;
    private final Run run;
    private final CountDownLatch cleanedUp = new CountDownLatch(1);

    Demo(DemoOptions options, Screen screen) {
        this.options = options;
        String root = "/kazoo-demo-" + UUID.randomUUID().toString().substring(0, 8);
        run = new Run(new Ledger(System::nanoTime), screen, new Stop(), root);
    }

    /** Runs it and returns what the process is to end with. */
    int run() {
        Thread hook = new Thread(this::interrupted, "kazoo-demo-cleanup");
        Runtime.getRuntime().addShutdownHook(hook);
        try (Screen screen = run.screen();
                Ensemble ensemble = open(options.hosts())) {
            return play(ensemble, screen);
        } catch (RuntimeException e) {
            if (remove(hook)) {
                throw e;
            }
            // This JVM is ending: the servers are being taken away.
            return Status.FAILED;
        } finally {
            cleanedUp.countDown();
            remove(hook);
        }
    }

    private Ensemble open(@Nullable HostList hosts) {
        if (hosts != null) {
            run.screen().live(() -> "connecting to " + hosts);
            return Ensemble.of(hosts);
        }
        run.screen().paragraph(INTRODUCTION);
        run.screen().live(() -> "starting three ZooKeeper servers");
        return Ensemble.launch();
    }

    private int play(Ensemble ensemble, Screen screen) {
        try (Stage stage = new Stage(ensemble, run)) {
            if (!stage.connect(ensemble.isOwn() ? OWN_TIMEOUT : options.timeout())) {
                return Status.FAILED;
            }
            tellServers(ensemble, screen);
            stage.open();
            screen.live(this::now);
            new Faults(ensemble, stage, run).run(options.seconds());
            return end(stage, screen);
        }
    }

    private int end(Stage stage, Screen screen) {
        if (run.stop().isAborted()) {
            return Status.FAILED;
        }
        run.stop().request();
        long endedAt = run.ledger().now();
        screen.live(null);
        CounterValue counter = stage.finish();
        History history = run.ledger().history(endedAt);
        Judge.Verdict verdict = Judge.judge(history, counter);
        Summary.print(screen, history, counter, verdict);
        return verdict.isFine() ? Status.FINE : Status.FAILED;
    }

    private void tellServers(Ensemble ensemble, Screen screen) {
        if (!ensemble.isOwn()) {
            screen.paragraph(INTRODUCTION);
            screen.line(Kind.NOTE, "", "connected to " + ensemble.hosts() + ", working below " + run.root());
            return;
        }
        for (Member member : ensemble.members()) {
            screen.line(
                    Kind.NOTE,
                    member.label(),
                    "listens at port " + member.address().getPort() + (ensemble.isLeader(member) ? ", leads" : ""));
        }
    }

    /** What the live line shows. */
    private String now() {
        Belief holder = run.ledger().holder();
        String who = holder == null ? "nobody holds the lock" : holder.worker + " holds the lock";
        return String.format(
                Locale.ROOT,
                "%s   %,d increments, %d grants",
                who,
                run.ledger().increments(),
                run.ledger().grants());
    }

    /**
     * Ctrl-C or SIGTERM. Own servers, and all that is on them, end with this JVM; on the user's, the demo's thread has
     * to clean up before.
     */
    private void interrupted() {
        run.stop().abort();
        if (options.hosts() == null) {
            run.screen().close();
            return;
        }
        try {
            if (!cleanedUp.await(CLEANUP_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("kazoo: could not clean up within " + CLEANUP_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            // Nobody interrupts a shutdown hook.
            Thread.currentThread().interrupt();
        }
    }

    /** Tells whether this JVM goes on; if it is ending, the hook waits for us. */
    private static boolean remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
