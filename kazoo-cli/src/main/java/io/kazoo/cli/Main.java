package io.kazoo.cli;

import io.kazoo.exceptions.KazooException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** The command {@code kazoo}. */
public final class Main {
    private static final String OVERVIEW = """
            usage: kazoo COMMAND

              demo            see a lock at work: real servers, real faults
              help [COMMAND]  this text, or that of a command

              --version       the version
              --help          this text""";

    private final PrintStream out;
    private final PrintStream err;

    Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the command and ends the JVM.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        // Before the first logger is made. What the library has to say would run through the timeline.
        boolean verbose = List.of(args).contains(DemoOptions.VERBOSE);
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", verbose ? "info" : "off");
        System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
        System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "HH:mm:ss.SSS");
        System.exit(new Main(System.out, System.err).run(List.of(args)));
    }

    /** Runs the command and returns what the process is to end with; see {@link Status}. */
    int run(List<String> args) {
        try {
            return dispatch(args);
        } catch (CommandException e) {
            err.println("kazoo: " + e.getMessage());
            return e.status();
        } catch (KazooException e) {
            err.println("kazoo: " + e.getMessage());
            return Status.FAILED;
        }
    }

    private int dispatch(List<String> args) {
        if (args.isEmpty()) {
            throw CommandException.usage("a command is missing");
        }
        List<String> rest = args.subList(1, args.size());
        return switch (args.get(0)) {
            case "demo" -> demo(rest);
            case "help", "--help", "-h" -> help(rest);
            case "--version" -> print("kazoo " + version());
            default -> throw CommandException.usage("there is no command " + args.get(0));
        };
    }

    private int demo(List<String> args) {
        if (args.contains("--help") || args.contains("-h")) {
            return print(DemoOptions.HELP);
        }
        DemoOptions options = DemoOptions.parse(args);
        return new Demo(options, new Screen(out, Look.of(options))).run();
    }

    private int help(List<String> about) {
        if (about.isEmpty()) {
            return print(OVERVIEW);
        }
        if (about.get(0).equals("demo")) {
            return print(DemoOptions.HELP);
        }
        throw CommandException.usage("there is no command " + about.get(0));
    }

    private int print(String text) {
        out.println(text);
        return Status.FINE;
    }

    private static String version() {
        try (InputStream in = Main.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IllegalStateException("the build has left out version.properties");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("could not read version.properties", e);
        }
    }
}
