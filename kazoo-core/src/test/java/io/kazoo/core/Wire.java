package io.kazoo.core;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes as servers send them, written down field by field: nothing here uses the code under test. */
public final class Wire {
    /** The stat whose fields are 1 to 11, 68 bytes. */
    public static final String STAT = "0000000000000001 0000000000000002 0000000000000003 0000000000000004"
            + "00000005 00000006 00000007 0000000000000008 00000009 0000000a 000000000000000b";

    private static final HexFormat HEX = HexFormat.of();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Begins with nothing. */
    public static Wire wire() {
        return new Wire();
    }

    /** Begins with the header of a reply. */
    public static Wire reply(int xid, long zxid, int error) {
        return wire().i32(xid).i64(zxid).i32(error);
    }

    /** Returns the digits of hexadecimal text, without the blanks that make it legible. */
    public static String digits(String hex) {
        return hex.replace(" ", "");
    }

    /** Returns what a buffer holds, as hexadecimal digits. */
    public static String digits(ByteBuffer buffer) {
        byte[] held = new byte[buffer.remaining()];
        buffer.duplicate().get(held);
        return HEX.formatHex(held);
    }

    /** Appends bytes given in hexadecimal. */
    public Wire hex(String hex) {
        bytes.writeBytes(HEX.parseHex(digits(hex)));
        return this;
    }

    /** Appends one byte. */
    public Wire i8(int value) {
        bytes.write(value);
        return this;
    }

    /** Appends an int. */
    public Wire i32(int value) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
        return this;
    }

    /** Appends a long. */
    public Wire i64(long value) {
        bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        return this;
    }

    /** Appends a string with its length. */
    public Wire text(String value) {
        return buffer(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends bytes with their length. */
    public Wire buffer(byte... value) {
        i32(value.length);
        bytes.writeBytes(value);
        return this;
    }

    /** Appends the stat {@link #STAT}. */
    public Wire stat() {
        return hex(STAT);
    }

    /** Appends all of another. */
    public Wire then(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    /** Returns the bytes. */
    public byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Returns the bytes, to be read. */
    public ByteBuffer readable() {
        return ByteBuffer.wrap(bytes());
    }

    /** Returns the bytes behind their length. */
    public byte[] frame() {
        return wire().buffer(bytes()).bytes();
    }
}
