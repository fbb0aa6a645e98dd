package io.kazoo.testing;

import io.kazoo.testing.support.Poll;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Ends sessions on the server without their client's help, the way a session really gets lost: its ephemeral nodes
 * vanish, and the client is told that its session expired when it next connects.
 *
 * <p>It takes the session over on a connection of its own (the server drops the client's connection for that) and
 * closes it. The client may take the session back in between, so this is tried again until the server itself says that
 * it knows the session no more.
 */
public final class SessionKiller {
    private static final Duration ATTEMPT_LIMIT = Duration.ofSeconds(2);

    private SessionKiller() {}

    /**
     * Ends a session. Returns once the server has confirmed that it is gone; nothing happens if it already was.
     *
     * @param server a server of the ensemble, best the one the client is connected to
     * @param sessionId the session
     * @param password its password; with a wrong one the session lives on, as the server's answer is the same as for a
     *     session that is gone
     * @param timeout how long to try
     * @throws IllegalStateException if the session is not gone by then; the message names the last failure
     */
    public static void kill(InetSocketAddress server, long sessionId, byte[] password, Duration timeout) {
        AtomicReference<@Nullable IOException> lastFailure = new AtomicReference<>();
        Poll.until(
                timeout,
                () -> {
                    try {
                        return isGoneAfterClosing(server, sessionId, password);
                    } catch (IOException e) {
                        // The client took the session back, or this server does not serve at the moment.
                        lastFailure.set(e);
                        return false;
                    }
                },
                () -> "the end of session 0x" + Long.toHexString(sessionId) + " on " + server + "; last failure: "
                        + lastFailure.get());
    }

    private static boolean isGoneAfterClosing(InetSocketAddress server, long sessionId, byte[] password)
            throws IOException {
        try (RawSession session = new RawSession(server, sessionId, password, ATTEMPT_LIMIT)) {
            if (!session.isExpired()) {
                session.request(RawSession.CLOSE_SESSION, new byte[0]);
            }
        }
        try (RawSession check = new RawSession(server, sessionId, password, ATTEMPT_LIMIT)) {
            return check.isExpired();
        }
    }
}
