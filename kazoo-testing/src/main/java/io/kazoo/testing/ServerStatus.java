package io.kazoo.testing;

import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** What a server says about itself, asked by "srvr". A server that cannot be reached in time says no to every question. */
public final class ServerStatus {
    private static final String MODE = "Mode: ";

    private ServerStatus() {}

    /**
     * Tells whether it answers at all, if only that it does not serve. Blocks for at most the limit, as all methods do.
     *
     * @param server where it listens for clients
     * @param limit how long connecting and answering may take together
     */
    public static boolean answers(InetSocketAddress server, Duration limit) {
        return srvr(server, limit).isPresent();
    }

    /**
     * Tells whether it serves reads and writes.
     *
     * @param server where it listens for clients
     * @param limit how long connecting and answering may take together
     */
    public static boolean serves(InetSocketAddress server, Duration limit) {
        return mode(server, limit).filter(mode -> !mode.equals("read-only")).isPresent();
    }

    /**
     * Tells whether it leads an ensemble.
     *
     * @param server where it listens for clients
     * @param limit how long connecting and answering may take together
     */
    public static boolean leads(InetSocketAddress server, Duration limit) {
        return mode(server, limit).filter("leader"::equals).isPresent();
    }

    /** "standalone", "leader", "follower", "observer" or "read-only"; empty while it does not serve. */
    private static Optional<String> mode(InetSocketAddress server, Duration limit) {
        return srvr(server, limit)
                .flatMap(answer -> answer.lines()
                        .filter(line -> line.startsWith(MODE))
                        .map(line -> line.substring(MODE.length()))
                        .findFirst());
    }

    private static Optional<String> srvr(InetSocketAddress server, Duration limit) {
        try {
            return Optional.of(FourLetterWords.send(server, "srvr", limit)).filter(answer -> !answer.isEmpty());
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
