package io.kazoo.core.jute;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Writes records into a direct buffer that grows as needed and is used again for the next burst. */
public final class JuteWriter {
    private static final int INITIAL = 4 * 1024;

    /** An idle client holds no larger buffer than this. */
    private static final int KEPT = 64 * 1024;

    /**
     * A larger one is given back after so many bursts that did not need it. At once would be wrong: direct memory comes
     * back only with the collector, which a row of large requests would drive.
     */
    private static final int PATIENCE = 16;

    private ByteBuffer buffer = ByteBuffer.allocateDirect(INITIAL);
    private int smallBursts;

    /** Returns how many bytes are written and not drained. */
    public int size() {
        return buffer.position();
    }

    /** Leaves room for the length of a frame and returns the mark that {@link #endFrame} and {@link #undo} take. */
    public int beginFrame() {
        int mark = buffer.position();
        writeInt(0);
        return mark;
    }

    /** Fills in the length of the frame begun at a mark and returns it. */
    public int endFrame(int mark) {
        int length = buffer.position() - mark - Integer.BYTES;
        buffer.putInt(mark, length);
        return length;
    }

    /** Drops everything written since a mark. */
    public void undo(int mark) {
        buffer.position(mark);
    }

    /** Returns what is written, ready to be read; {@link #clear()} must follow. */
    public ByteBuffer drain() {
        return buffer.flip();
    }

    /** Makes the writer empty. */
    public void clear() {
        boolean large = buffer.capacity() > KEPT;
        smallBursts = large && buffer.limit() <= KEPT ? smallBursts + 1 : 0;
        if (smallBursts == PATIENCE) {
            buffer = ByteBuffer.allocateDirect(INITIAL);
            smallBursts = 0;
        } else {
            buffer.clear();
        }
    }

    /** Writes a boolean, one byte. */
    public void writeBool(boolean value) {
        ensure(1);
        buffer.put((byte) (value ? 1 : 0));
    }

    /** Writes an int. */
    public void writeInt(int value) {
        ensure(Integer.BYTES);
        buffer.putInt(value);
    }

    /** Writes a long. */
    public void writeLong(long value) {
        ensure(Long.BYTES);
        buffer.putLong(value);
    }

    /** Writes bytes with their length; null is not the same as empty. */
    public void writeBuffer(byte @Nullable [] bytes) {
        if (bytes == null) {
            writeInt(-1);
            return;
        }
        ensure(Integer.BYTES + bytes.length);
        buffer.putInt(bytes.length).put(bytes);
    }

    /** Writes a string in UTF-8 with its length; ASCII, nearly every path, is written without garbage. */
    public void writeString(String value) {
        int length = value.length();
        ensure(Integer.BYTES + length);
        int start = buffer.position();
        buffer.putInt(length);
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                buffer.position(start);
                writeBuffer(value.getBytes(StandardCharsets.UTF_8));
                return;
            }
            buffer.put((byte) c);
        }
    }

    /** Writes a vector. */
    public <T> void writeVector(List<T> items, BiConsumer<JuteWriter, T> item) {
        writeInt(items.size());
        for (T each : items) {
            item.accept(this, each);
        }
    }

    private void ensure(int more) {
        if (buffer.remaining() < more) {
            int wanted = Math.max(Math.addExact(buffer.position(), more), Math.multiplyExact(buffer.capacity(), 2));
            buffer = ByteBuffer.allocateDirect(wanted).put(buffer.flip());
        }
    }
}
