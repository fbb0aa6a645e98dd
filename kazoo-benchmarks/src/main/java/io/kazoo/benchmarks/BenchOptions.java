package io.kazoo.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How much is measured, and where figures go. Begins as a full run; changed by whoever makes it, before it is used. */
final class BenchOptions {
    static final String HELP = """
            usage: kazoo-bench [options]

            Measures this library on each of its handlers side by side with a raw socket, the
            official client and Curator, against servers it starts itself.

              --quick          shorter stretches, fewer rounds and points (under 2 minutes)
              --only NAME      only measurements and rows whose name contains NAME; may be repeated
              --rounds N       how often each contender is measured
              --millis N       how long each stretch takes
              --json FILE      write the figures to FILE as well
              --output FOLDER  for figures, charts and logs (default: kazoo-benchmarks/target/bench)
              --profile        a JFR recording of each contender, beside the logs; figures suffer
              --jmh [OPTIONS]  instead: JMH benchmarks of the inner parts, with JMH's own options
              --list           the names of measurements and rows
              --help           this text
            """;

    /** Parts of names of measurements or rows, none for all of them. */
    final List<String> only = new ArrayList<>();

    /** The folder for figures, charts and logs. */
    Path output;

    /** Where to write the figures besides, if anywhere. */
    final List<Path> json = new ArrayList<>();

    int rounds = 5;

    /** Rounds before those, not counted. */
    int warmups = 2;

    /** How long each JVM reads from the canned server before anything else, so that its hot code is compiled. */
    int compileMillis = 3000;

    /** How long a stretch takes. */
    int millis = 400;

    /** How often a server is killed for each contender. */
    int kills = 5;

    int idleClients = 1000;
    int watches = 100_000;

    /** Whether points between the extremes are measured as well (depths, callers, clients). */
    boolean wide = true;

    boolean profile;
    boolean list;
    boolean help;

    BenchOptions(Path output) {
        this.output = output;
    }

    /**
     * Understands a command line.
     *
     * @throws IllegalArgumentException if it makes no sense
     */
    static BenchOptions parse(List<String> arguments, Path output) {
        BenchOptions options = new BenchOptions(output);
        if (arguments.contains("--quick")) {
            options.quick();
        }
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            switch (name) {
                case "--quick" -> {}
                case "--list" -> options.list = true;
                case "--profile" -> options.profile = true;
                case "--help", "-h" -> options.help = true;
                case "--only" -> options.only.add(value(arguments, ++i));
                case "--rounds" -> options.rounds = number(arguments, ++i);
                case "--millis" -> options.millis = number(arguments, ++i);
                case "--json" -> options.json.add(Path.of(value(arguments, ++i)));
                case "--output" -> options.output = Path.of(value(arguments, ++i));
                default -> throw new IllegalArgumentException("unknown option " + name);
            }
        }
        return options;
    }

    void quick() {
        rounds = 3;
        warmups = 1;
        compileMillis = 1000;
        millis = 250;
        kills = 2;
        watches = 20_000;
        wide = false;
    }

    /** As small as can be: shows that everything runs, and nothing else. */
    void miniature() {
        rounds = 1;
        warmups = 0;
        compileMillis = 0;
        millis = 50;
        kills = 1;
        idleClients = 5;
        watches = 500;
        wide = false;
    }

    /** Tells whether something of one of these names was asked for. */
    boolean wants(List<String> names) {
        return only.isEmpty() || names.stream().anyMatch(name -> only.stream().anyMatch(name::contains));
    }

    private static String value(List<String> arguments, int index) {
        if (index == arguments.size()) {
            throw new IllegalArgumentException(arguments.get(index - 1) + " needs a value");
        }
        return arguments.get(index);
    }

    private static int number(List<String> arguments, int index) {
        try {
            int number = Integer.parseInt(value(arguments, index));
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(arguments.get(index - 1) + " needs a positive number");
    }
}
