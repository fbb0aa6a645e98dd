package io.kazoo.core.engine;

import io.kazoo.AuthData;
import io.kazoo.core.jute.JuteWriter;
import io.kazoo.core.protocol.Packets;
import io.kazoo.handler.Deferred;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the session authenticates with. Credentials outlive connections: all are sent again on each (kazoo PR 172), and a
 * caller who waits for one hears of it when a server has accepted it, on whichever connection. One that was added later
 * and is refused at once is forgotten, or no later start could succeed: its caller has been told. Not so one that has been
 * good before, or that the client was made with: whoever starts again counts on having it.
 */
final class Credentials {
    private final List<Entry> all = new ArrayList<>();

    /** Those sent on this connection and not answered, in the order of the answers. */
    private final Deque<Entry> sent = new ArrayDeque<>();

    private @Nullable Entry refused;

    private static final class Entry {
        final AuthData auth;

        /** Whether to go on with it though it was refused. */
        boolean kept;

        final List<Deferred<@Nullable Void>> waiting = new ArrayList<>();

        Entry(AuthData auth, boolean kept) {
            this.auth = auth;
            this.kept = kept;
        }
    }

    Credentials(List<AuthData> initial) {
        initial.forEach(auth -> all.add(new Entry(auth, true)));
    }

    /** Adds a credential, once however often it is given, and sends it if there is a connection. */
    void add(AuthData auth, Deferred<@Nullable Void> result, @Nullable JuteWriter out) {
        Entry entry = all.stream()
                .filter(known -> known.auth.equals(auth))
                .findFirst()
                .orElseGet(() -> {
                    Entry added = new Entry(auth, false);
                    all.add(added);
                    return added;
                });
        entry.waiting.add(result);
        if (out != null) {
            send(entry, out);
        }
    }

    /** Sends all on a new connection. */
    void sendAll(JuteWriter out) {
        sent.clear();
        all.forEach(entry -> send(entry, out));
    }

    /** Tells whether answers are outstanding on this connection. */
    boolean isWaiting() {
        return !sent.isEmpty();
    }

    /** Takes the answer to the oldest that was sent; false if none was. */
    boolean accepted() {
        Entry entry = sent.poll();
        if (entry == null) {
            return false;
        }
        entry.kept = true;
        settle(entry, null);
        return true;
    }

    /** The oldest that was sent is refused; the client ends, and is told so next. */
    void refused() {
        refused = sent.poll();
    }

    /** Fails everyone who waits: the client is refused, or stops. */
    void failAll(RuntimeException cause) {
        sent.clear();
        all.forEach(entry -> settle(entry, cause));
        all.removeIf(entry -> entry.equals(refused) && !entry.kept);
        refused = null;
    }

    private void send(Entry entry, JuteWriter out) {
        Packets.auth(out, entry.auth);
        sent.add(entry);
    }

    private static void settle(Entry entry, @Nullable RuntimeException failure) {
        List<Deferred<@Nullable Void>> waiting = List.copyOf(entry.waiting);
        entry.waiting.clear();
        for (Deferred<@Nullable Void> result : waiting) {
            if (failure == null) {
                result.succeed(null);
            } else {
                result.fail(failure);
            }
        }
    }
}
