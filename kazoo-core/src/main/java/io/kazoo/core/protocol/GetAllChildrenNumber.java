package io.kazoo.core.protocol;

import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;

/** Asks how many nodes there are below a node. */
public record GetAllChildrenNumber(String path) implements Operation<Integer> {
    @Override
    public int opCode() {
        return OpCode.GET_ALL_CHILDREN_NUMBER;
    }

    @Override
    public String since() {
        return "3.6.0";
    }

    @Override
    public void write(JuteWriter out) {
        out.writeString(path);
    }

    @Override
    public Integer read(JuteReader in) {
        return in.readInt();
    }
}
