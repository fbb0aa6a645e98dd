package io.kazoo.testing.history;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One node of ZooKeeper, as far as its data and its version go: it is written, written if it has a certain version, checked
 * and read. Reads belong into a history only if they follow a {@code sync}: others may be answered by a server that lags.
 */
public final class VersionedRegister
        implements SequentialModel<VersionedRegister.State, VersionedRegister.Input, VersionedRegister.Output> {
    /** The version for a write whatever the version. */
    public static final int ANY = -1;

    private final State initial;

    /**
     * A node as it is before the first call.
     *
     * @param value its data
     * @param version its version
     */
    public VersionedRegister(String value, int version) {
        initial = new State(value, version);
    }

    @Override
    public State initial() {
        return initial;
    }

    @Override
    public Optional<State> after(State state, Input input, @Nullable Output output) {
        if (input instanceof Write write) {
            boolean isDone = write.version() == ANY || write.version() == state.version();
            State written = isDone ? new State(write.value(), state.version() + 1) : state;
            Output answer = isDone ? new Output.Version(written.version()) : new Output.Refused();
            return output == null || output.equals(answer) ? Optional.of(written) : Optional.empty();
        }
        Output answer = input instanceof Check check
                ? check.version() == state.version() ? new Output.Version(check.version()) : new Output.Refused()
                : new Output.Value(state);
        return output == null || output.equals(answer) ? Optional.of(state) : Optional.empty();
    }

    /** A node's data and version. */
    public record State(String value, int version) {}

    /** What is asked of the node. */
    public sealed interface Input {}

    /**
     * A write.
     *
     * @param version that the node must have, or {@link #ANY}
     */
    public record Write(String value, int version) implements Input {}

    /** A transaction that only checks the version: it asks the leader, as a write does. */
    public record Check(int version) implements Input {}

    /** A read after a {@code sync}. */
    public record Read() implements Input {}

    /** What is answered. */
    public sealed interface Output {
        /** It was written or checked, and has this version. */
        record Version(int version) implements Output {}

        /** It had another version (BadVersion). */
        record Refused() implements Output {}

        /** What was read. */
        record Value(State state) implements Output {}
    }
}
