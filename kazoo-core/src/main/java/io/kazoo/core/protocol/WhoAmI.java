package io.kazoo.core.protocol;

import io.kazoo.Id;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks as whom the server knows this connection. */
public record WhoAmI() implements Operation<List<Id>> {
    @Override
    public int opCode() {
        return OpCode.WHO_AM_I;
    }

    @Override
    public String since() {
        return "3.7.0";
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
    public List<Id> read(JuteReader in) {
        return in.readVector(Records::readId);
    }
}
