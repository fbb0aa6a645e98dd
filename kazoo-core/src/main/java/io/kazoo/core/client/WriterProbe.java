package io.kazoo.core.client;

import static io.kazoo.handler.Deferred.onSettled;

import io.kazoo.core.session.ServerAddress;
import io.kazoo.handler.Lane;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks all addresses of a host whether they write. {@code isro} is answered where the read-only mode is switched on or the
 * word is on the whitelist; elsewhere {@code srvr} is asked, which servers answer unless they are told otherwise.
 */
final class WriterProbe {
    private static final Pattern WRITES = Pattern.compile("(?m)^Mode: (leader|follower|observer|standalone)$");

    /** A server that writes answers at once. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Dialer dialer;
    private final Lane lane;
    private final Consumer<ServerAddress> found;

    WriterProbe(Dialer dialer, Lane lane, Consumer<ServerAddress> found) {
        this.dialer = dialer;
        this.lane = lane;
        this.found = found;
    }

    void ask(List<ServerAddress> servers) {
        for (ServerAddress server : servers) {
            onSettled(FourLetterCommand.ask(dialer, lane, "isro", server, LIMIT), (answer, failure) -> {
                if ("rw".equals(trimmed(answer))) {
                    found.accept(server);
                } else if (trimmed(answer).contains("whitelist")) {
                    askForMode(server);
                }
            });
        }
    }

    private void askForMode(ServerAddress server) {
        onSettled(FourLetterCommand.ask(dialer, lane, "srvr", server, LIMIT), (answer, failure) -> {
            if (WRITES.matcher(trimmed(answer)).find()) {
                found.accept(server);
            }
        });
    }

    private static String trimmed(@Nullable String answer) {
        return answer == null ? "" : answer.trim();
    }
}
