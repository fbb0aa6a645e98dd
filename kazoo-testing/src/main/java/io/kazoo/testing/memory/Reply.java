package io.kazoo.testing.memory;

import io.kazoo.core.jute.JuteWriter;

/** What an answer has after its header. */
@FunctionalInterface
interface Reply {
    /** Nothing. */
    Reply EMPTY = out -> {};

    void write(JuteWriter out);
}
