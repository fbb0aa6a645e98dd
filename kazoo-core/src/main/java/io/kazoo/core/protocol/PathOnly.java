package io.kazoo.core.protocol;

import io.kazoo.CreatedNode;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import org.jspecify.annotations.Nullable;

/** Creates a node of a kind whose replies tell more than its path, of which nothing else is wanted. */
public record PathOnly(Operation<CreatedNode> create) implements Operation<String> {
    @Override
    public int opCode() {
        return create.opCode();
    }

    @Override
    public String since() {
        return create.since();
    }

    @Override
    public @Nullable String path() {
        return create.path();
    }

    @Override
    public void write(JuteWriter out) {
        create.write(out);
    }

    @Override
    public String read(JuteReader in) {
        return create.read(in).path();
    }
}
