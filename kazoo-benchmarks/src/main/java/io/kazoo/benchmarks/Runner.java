package io.kazoo.benchmarks;

import io.kazoo.benchmarks.Measurement.Server;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Runs the plan: round by round, and in each round all contenders one after the other. */
final class Runner implements AutoCloseable {
    private final BenchOptions options;
    private final PrintStream progress;
    private final BenchServers servers;
    private final List<ContenderProcess> processes = new ArrayList<>();
    private final Results results = new Results();

    /** Starts the contenders. */
    Runner(BenchOptions options, List<Contender> contenders, Path logs, PrintStream progress) {
        this.options = options;
        this.progress = progress;
        servers = new BenchServers(logs);
        try {
            contenders.forEach(contender -> processes.add(new ContenderProcess(contender, logs, options.profile)));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    Results run(List<Measurement> plan) {
        if (options.compileMillis > 0) {
            processes.forEach(this::letCompile);
        }
        for (Measurement measurement : plan) {
            long begin = System.nanoTime();
            List<ContenderProcess> who = processes.stream()
                    .filter(process ->
                            !measurement.without().contains(process.contender().name()))
                    .toList();
            if (measurement.isFailover()) {
                failover(measurement, who);
            } else {
                rounds(measurement, who);
            }
            progress.printf("%-12s %5.1f s%n", measurement.id(), (System.nanoTime() - begin) / 1e9);
        }
        return results;
    }

    private void letCompile(ContenderProcess process) {
        String where = " millis=" + options.compileMillis + " server=" + servers.address(Server.CANNED);
        process.run("async clients=1 depth=1000" + where);
        process.run("blocking callers=1" + where);
    }

    private void rounds(Measurement measurement, List<ContenderProcess> who) {
        String command = measurement.command() + " server=" + servers.address(measurement.server());
        int warmups = measurement.isHeavy() ? options.warmups / 2 : options.warmups;
        int rounds = measurement.isHeavy() ? Math.max(1, options.rounds / 2) : options.rounds;
        List<ContenderProcess> order = new ArrayList<>(who);
        for (int round = -warmups; round < rounds; round++) {
            for (ContenderProcess process : order) {
                Map<String, Double> figures = process.run(command);
                if (round >= 0) {
                    results.add(measurement.id(), process.contender().name(), figures);
                }
            }
            // Nobody always comes after the same one.
            Collections.reverse(order);
        }
    }

    private void failover(Measurement measurement, List<ContenderProcess> who) {
        FailoverRun run = new FailoverRun(servers.ensemble());
        for (int kill = 0; kill < options.kills; kill++) {
            for (ContenderProcess process : who) {
                results.add(measurement.id(), process.contender().name(), run.kill(process));
            }
        }
    }

    @Override
    public void close() {
        processes.forEach(ContenderProcess::close);
        servers.close();
    }
}
