package io.kazoo.core.jute;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads records in place. Lengths are checked against what is there before anything is allocated, so a hostile peer
 * cannot ask for memory it does not send; whatever does not fit throws {@link MalformedException}.
 */
public final class JuteReader {
    private ByteBuffer buffer = ByteBuffer.allocate(0);

    /** Reads from a buffer from now on, between its position and limit. */
    public JuteReader over(ByteBuffer source) {
        buffer = source;
        return this;
    }

    /** Returns how many bytes are left. */
    public int remaining() {
        return buffer.remaining();
    }

    /** Reads a boolean; anything but 0 is true. */
    public boolean readBool() {
        try {
            return buffer.get() != 0;
        } catch (BufferUnderflowException e) {
            throw new MalformedException("boolean cut off", e);
        }
    }

    /** Reads an int. */
    public int readInt() {
        try {
            return buffer.getInt();
        } catch (BufferUnderflowException e) {
            throw new MalformedException("int cut off", e);
        }
    }

    /** Reads a long. */
    public long readLong() {
        try {
            return buffer.getLong();
        } catch (BufferUnderflowException e) {
            throw new MalformedException("long cut off", e);
        }
    }

    /** Reads bytes, null for the length -1. */
    public byte @Nullable [] readBuffer() {
        int length = readInt();
        if (length == -1) {
            return null;
        }
        if (length < 0 || length > buffer.remaining()) {
            throw new MalformedException("length " + length + " with " + buffer.remaining() + " bytes left", null);
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }

    /** Reads a string, the empty string where there is none. */
    public String readString() {
        byte[] bytes = readBuffer();
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    /** Reads a vector of items that have four bytes at least; a null vector is empty. */
    public <T> List<T> readVector(Function<JuteReader, T> item) {
        int count = readInt();
        if (count == -1) {
            return new ArrayList<>();
        }
        if (count < 0 || count > buffer.remaining() / Integer.BYTES) {
            throw new MalformedException("vector of " + count + " with " + buffer.remaining() + " bytes left", null);
        }
        List<T> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(item.apply(this));
        }
        return items;
    }
}
