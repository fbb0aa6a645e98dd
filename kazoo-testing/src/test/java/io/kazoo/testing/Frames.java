package io.kazoo.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The bodies of the few requests these tests send by hand. */
final class Frames {
    static final int CREATE = 1;
    static final int EXISTS = 3;
    static final int NO_ERROR = 0;
    static final int NO_NODE = -101;
    static final int NODE_EXISTS = -110;
    static final int PERSISTENT = 0;
    static final int EPHEMERAL = 1;

    private Frames() {}

    static byte[] create(String path, int flags) {
        return body(out -> {
            writeString(out, path);
            out.writeInt(-1); // no data
            out.writeInt(1); // one ACL: everything for everybody
            out.writeInt(31);
            writeString(out, "world");
            writeString(out, "anyone");
            out.writeInt(flags);
        });
    }

    static byte[] exists(String path) {
        return body(out -> {
            writeString(out, path);
            out.writeBoolean(false); // no watch
        });
    }

    private static void writeString(DataOutputStream out, String value) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] body(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writer.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private interface Writer {
        void write(DataOutputStream out) throws IOException;
    }
}
