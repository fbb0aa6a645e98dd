package io.kazoo.testing.memory;

import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import io.kazoo.core.protocol.OpCode;
import io.kazoo.exceptions.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Requests that have parts, and their answers: each part has a header, and one more is the end. */
final class Parts {
    private Parts() {}

    /** One of them. */
    record Part(int op, Work work) {}

    /** Reads all parts. */
    static List<Part> read(JuteReader in, BiFunction<Integer, JuteReader, Work> body) {
        List<Part> parts = new ArrayList<>();
        while (true) {
            int op = in.readInt();
            boolean end = in.readBool();
            in.readInt(); // the error, which a request has none of
            if (end) {
                return parts;
            }
            parts.add(new Part(op, body.apply(op, in)));
        }
    }

    static Reply result(int op, Reply body) {
        return out -> {
            writeHeader(out, op, false, 0);
            body.write(out);
        };
    }

    static Reply error(ErrorCode code) {
        return out -> {
            writeHeader(out, OpCode.ERROR, false, code.code());
            out.writeInt(code.code());
        };
    }

    static Reply results(List<Reply> parts) {
        return out -> {
            parts.forEach(part -> part.write(out));
            writeHeader(out, OpCode.ERROR, true, -1);
        };
    }

    private static void writeHeader(JuteWriter out, int type, boolean done, int error) {
        out.writeInt(type);
        out.writeBool(done);
        out.writeInt(error);
    }
}
