package io.kazoo.core.protocol;

import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import io.kazoo.exceptions.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A request as a value: it can write itself and read its reply. The engine knows nothing else about it; a new operation
 * of the protocol is a new record and nothing more.
 *
 * @param <R> what the reply is read into
 */
public interface Operation<R extends @Nullable Object> {
    /** What an operation weighs besides what its user has put into it. */
    int WEIGHT = 64;

    /** Returns the number of the operation on the wire. */
    int opCode();

    /** Returns what messages call the operation. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** Returns the first version of ZooKeeper whose servers know the operation, for the message when one does not. */
    default String since() {
        return "3.4.0";
    }

    /** Tells whether an error means that the server is too old for the operation. */
    default boolean isUnknown(int error) {
        return error == ErrorCode.UNIMPLEMENTED.code();
    }

    /** Returns the path with the chroot, or null if the operation has none. */
    @Nullable
    String path();

    /** Returns about how many bytes the operation holds while it waits. */
    default int weight() {
        String path = path();
        return WEIGHT + (path == null ? 0 : path.length());
    }

    /** Writes the body of the request. */
    void write(JuteWriter out);

    /** Reads the body of a reply without error. */
    R read(JuteReader in);

    /** Tells whether an error is an answer to this operation rather than a failure. */
    default boolean accepts(int error) {
        return false;
    }

    /** Returns the answer that an accepted error stands for. */
    default R onAccepted(int error) {
        throw new IllegalStateException("error " + error + " is no answer to " + this);
    }

    /** Returns which watch a reply sets, given its error code, or null for none. */
    default @Nullable WatchKind watchSetBy(int error) {
        return null;
    }
}
