package io.kazoo.tck;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Sees what is logged while it is open; it is printed as well. Works with every logging back end that writes to {@link
 * System#err} when it logs, as slf4j-simple does.
 */
final class LogTap implements AutoCloseable {
    private final PrintStream original = System.err;
    private final ByteArrayOutputStream copy = new ByteArrayOutputStream();

    LogTap() {
        System.setErr(new PrintStream(new Tee(), true, UTF_8));
    }

    String text() {
        return copy.toString(UTF_8);
    }

    @Override
    public void close() {
        System.setErr(original);
    }

    private final class Tee extends OutputStream {
        @Override
        public void write(int b) {
            original.write(b);
            copy.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            original.write(bytes, offset, length);
            copy.write(bytes, offset, length);
        }

        @Override
        public void flush() {
            original.flush();
        }
    }
}
