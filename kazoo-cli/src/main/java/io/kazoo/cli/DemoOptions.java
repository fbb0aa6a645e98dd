package io.kazoo.cli;

import io.kazoo.HostList;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user wants of the demo.
 *
 * @param hosts the user's own ensemble, null for one of the demo's own
 * @param seconds how long the workers work, faults included
 * @param timeout how long to wait for the user's ensemble
 * @param color whether colours may be used
 * @param verbose whether the library's log is shown on standard error
 */
record DemoOptions(@Nullable HostList hosts, int seconds, Duration timeout, boolean color, boolean verbose) {
    static final String VERBOSE = "--verbose";

    static final String HELP = """
            usage: kazoo demo [OPTION]...

            Starts three real ZooKeeper servers and three workers, each with a session of
            its own, that contend for one lock. Who holds it adds to a shared counter, under
            its fencing token. Meanwhile the server of the holder is killed, and later the
            holder is cut off from the network until its session expires. A timeline shows
            what happens; a summary tells whether two ever held the lock at once, and
            whether the counter has lost an update.

              --hosts HOSTS    use this ensemble, host:port,host:port/chroot, instead of
                               own servers: none is killed, and what is created there
                               (/kazoo-demo-...) is removed at the end
              --seconds N      how long the workers work at least, 5 to 3600; 20 if not
                               given. Two faults in every 20 seconds
              --timeout N      how many seconds to wait for HOSTS; 10 if not given
              --no-color       no colours (nor with NO_COLOR in the environment)
              --verbose        the library's log on standard error
              --help           this text

            Exit status: 0 if nobody held the lock together with somebody else and no
            update was lost; 1 if not, or if the demo could not be finished; 2 if the
            options are wrong or the ensemble cannot be reached; 130 after Ctrl-C.""";

    static final int DEFAULT_SECONDS = 20;
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    static DemoOptions parse(List<String> args) {
        DemoOptions options = new DemoOptions(null, DEFAULT_SECONDS, DEFAULT_TIMEOUT, true, false);
        Iterator<String> rest = args.iterator();
        while (rest.hasNext()) {
            String arg = rest.next();
            int equals = arg.startsWith("--") ? arg.indexOf('=') : -1;
            if (equals < 0) {
                options = options.with(arg, null, rest);
            } else {
                options = options.with(arg.substring(0, equals), arg.substring(equals + 1), rest);
            }
        }
        return options;
    }

    private DemoOptions with(String name, @Nullable String given, Iterator<String> rest) {
        return switch (name) {
            case "--hosts" -> new DemoOptions(hosts(value(name, given, rest)), seconds, timeout, color, verbose);
            case "--seconds" -> {
                int length = number(name, value(name, given, rest), 5, 3600);
                yield new DemoOptions(hosts, length, timeout, color, verbose);
            }
            case "--timeout" -> {
                int limit = number(name, value(name, given, rest), 1, 600);
                yield new DemoOptions(hosts, seconds, Duration.ofSeconds(limit), color, verbose);
            }
            case "--no-color" -> {
                refuseValue(name, given);
                yield new DemoOptions(hosts, seconds, timeout, false, verbose);
            }
            case VERBOSE -> {
                refuseValue(name, given);
                yield new DemoOptions(hosts, seconds, timeout, color, true);
            }
            default -> throw CommandException.usage("the demo has no option " + name);
        };
    }

    private static String value(String name, @Nullable String given, Iterator<String> rest) {
        if (given != null) {
            return given;
        }
        if (!rest.hasNext()) {
            throw CommandException.usage(name + " needs a value");
        }
        return rest.next();
    }

    private static void refuseValue(String name, @Nullable String given) {
        if (given != null) {
            throw CommandException.usage(name + " takes no value");
        }
    }

    private static HostList hosts(String value) {
        try {
            return HostList.parse(value);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--hosts: " + e.getMessage());
        }
    }

    private static int number(String name, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // as out of range
        }
        throw CommandException.usage(name + " takes a number from " + least + " to " + most + ", not " + value);
    }
}
