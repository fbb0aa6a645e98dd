package io.kazoo.core.protocol;

import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import org.jspecify.annotations.Nullable;

/** Ends the session; the server closes the connection behind its reply. */
public record CloseSession() implements Operation<@Nullable Void> {
    @Override
    public int opCode() {
        return OpCode.CLOSE_SESSION;
    }

    @Override
    public @Nullable String path() {
        return null;
    }

    @Override
    public void write(JuteWriter out) {
        // the request has no body
    }

    @Override
    public @Nullable Void read(JuteReader in) {
        return null;
    }
}
