package io.kazoo.testing.memory;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A session. It outlives its connections. */
final class Session {
    private static final int PASSWORD_BYTES = 16;

    final long id;
    final byte[] password = new byte[PASSWORD_BYTES];

    long timeout;

    /** When it is over if nothing is heard of the client. */
    long deadline;

    /** Null while there is none. */
    @Nullable
    Connection connection;

    Session(long id, Random random) {
        this.id = id;
        random.nextBytes(password);
    }

    /** Something was heard of the client. As in the server, the end is rounded up to a tick. */
    void touch(long now, long tick) {
        deadline = ((now + timeout) / tick + 1) * tick;
    }
}
