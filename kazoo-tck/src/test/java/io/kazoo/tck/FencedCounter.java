package io.kazoo.tck;

import java.util.OptionalLong;

/**
 * What a lock protects: a number outside of ZooKeeper that is read, and written later. It refuses whoever comes with an
 * older fencing token than it must expect by now.
 */
final class FencedCounter {
    private long highest = Long.MIN_VALUE;
    private long highestWriter = Long.MIN_VALUE;
    private long value;
    private long written;

    /** A writer reads, and shuts everybody out who came before; nothing if somebody has come after. */
    OptionalLong readToWrite(long token) {
        if (token < highest) {
            return OptionalLong.empty();
        }
        highest = token;
        highestWriter = token;
        return OptionalLong.of(value);
    }

    /** A reader reads, and shuts out writers who came before; nothing if a writer has come after. */
    OptionalLong read(long token) {
        if (token < highestWriter) {
            return OptionalLong.empty();
        }
        highest = Math.max(highest, token);
        return OptionalLong.of(value);
    }

    /** Writes the number; answers whether that was allowed. */
    boolean write(long token, long next) {
        if (token < highest) {
            return false;
        }
        value = next;
        written++;
        return true;
    }

    /** Returns the number as it is. */
    long value() {
        return value;
    }

    /** Returns how often it was written: the number itself, if each write added one to what was there. */
    long written() {
        return written;
    }
}
