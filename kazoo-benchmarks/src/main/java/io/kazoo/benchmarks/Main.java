package io.kazoo.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The command {@code kazoo-bench}. */
public final class Main {
    private static final int MISUSE = 2;

    private Main() {}

    /** Measures as the options say, prints tables, and writes figures and charts into the output folder. */
    public static void main(String[] args) throws IOException {
        if (args.length > 0 && args[0].equals("--jmh")) {
            org.openjdk.jmh.Main.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        BenchOptions options;
        try {
            options = BenchOptions.parse(List.of(args), Contender.home().resolveSibling("bench"));
        } catch (IllegalArgumentException e) {
            System.err.println("kazoo-bench: " + e.getMessage());
            System.exit(MISUSE);
            return;
        }
        if (options.help) {
            System.out.print(BenchOptions.HELP);
        } else if (options.list) {
            Plan.of(options).forEach(each -> System.out.printf("%-16s %s%n", each.id(), each.title()));
            DesignRow.ALL.forEach(row -> System.out.printf("%-16s %s%n", row.id(), row.title()));
        } else {
            run(options, System.out);
        }
    }

    /** Measures, reports, and returns what was written to the file. */
    static Report run(BenchOptions options, PrintStream out) throws IOException {
        List<Measurement> plan = Plan.of(options);
        if (plan.isEmpty()) {
            throw new IllegalArgumentException("nothing is called " + options.only + "; --list tells the names");
        }
        List<Contender> contenders = Contender.all();
        Path logs = Files.createDirectories(options.output.resolve("logs"));
        Results results;
        try (Runner runner = new Runner(options, contenders, logs, out)) {
            results = runner.run(plan);
        }
        List<String> names = contenders.stream().map(Contender::name).toList();
        Report report = new Report(Environment.describe(), plan, names, results);
        report.print(out);
        Path figures = options.output.resolve("figures.json");
        options.json.add(figures);
        for (Path file : options.json) {
            Files.writeString(file, Json.write(report.values()) + "\n");
        }
        new Charts(results, names).write(options.output);
        out.println();
        out.println("figures: " + figures + ", charts beside it");
        return report;
    }
}
