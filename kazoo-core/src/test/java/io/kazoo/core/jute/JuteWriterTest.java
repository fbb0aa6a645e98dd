package io.kazoo.core.jute;

import static io.kazoo.core.Wire.digits;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JuteWriterTest {
    private final JuteWriter out = new JuteWriter();

    private String written() {
        String hex = digits(out.drain());
        out.clear();
        return hex;
    }

    @Test
    void numbersAreBigEndian() {
        out.writeInt(0x01020304);
        out.writeLong(-2);
        out.writeBool(true);
        out.writeBool(false);
        assertThat(written()).isEqualTo(digits("01020304 fffffffffffffffe 01 00"));
    }

    @Test
    void noBufferIsNotAnEmptyBuffer() {
        out.writeBuffer(null);
        out.writeBuffer(new byte[0]);
        out.writeBuffer(new byte[] {7, -1});
        assertThat(written()).isEqualTo(digits("ffffffff 00000000 00000002 07ff"));
    }

    @Test
    void stringsAreUtf8WithTheirLengthInBytes() {
        out.writeString("");
        out.writeString("/ab");
        out.writeString("/aé€");
        out.writeString("😀");
        assertThat(written()).isEqualTo(digits("00000000 00000003 2f6162 00000007 2f61c3a9e282ac 00000004 f09f9880"));
    }

    @Test
    void vectorsHaveTheirCount() {
        out.writeVector(List.of("a", "b"), JuteWriter::writeString);
        out.writeVector(List.<String>of(), JuteWriter::writeString);
        assertThat(written()).isEqualTo(digits("00000002 00000001 61 00000001 62 00000000"));
    }

    @Test
    void aFrameGetsItsLengthAtItsEnd() {
        out.writeInt(-1);
        int mark = out.beginFrame();
        out.writeInt(9);
        out.writeBool(true);
        assertThat(out.endFrame(mark)).isEqualTo(5);
        assertThat(written()).isEqualTo(digits("ffffffff 00000005 00000009 01"));
    }

    @Test
    void whatIsUndoneIsNotWritten() {
        out.writeInt(1);
        int mark = out.beginFrame();
        out.writeString("x".repeat(10_000));
        out.undo(mark);
        assertThat(out.size()).isEqualTo(4);
        out.writeInt(2);
        assertThat(written()).isEqualTo(digits("00000001 00000002"));
    }

    /** At every size around the capacity of the first buffer, for every kind of field. */
    @Test
    void growsWithoutLosingAByte() {
        for (int size = 4 * 1024 - 20; size <= 4 * 1024 + 4; size++) {
            JuteWriter growing = new JuteWriter();
            byte[] filler = new byte[size - 4];
            growing.writeBuffer(filler);
            growing.writeBool(true);
            growing.writeInt(0x0a0b0c0d);
            growing.writeLong(5);
            growing.writeString("äb");
            String hex = digits(growing.drain());
            assertThat(hex).hasSize(2 * (size + 1 + 4 + 8 + 7));
            assertThat(hex).endsWith(digits("01 0a0b0c0d 0000000000000005 00000003 c3a462"));
        }
    }

    @Test
    void isUsedAgainAfterABurst() {
        out.writeInt(1);
        assertThat(written()).isEqualTo("00000001");
        out.writeBuffer(new byte[1_000_000]);
        assertThat(out.drain().remaining()).isEqualTo(1_000_004);
        out.clear();
        assertThat(out.size()).isZero();
        out.writeInt(2);
        assertThat(written()).isEqualTo("00000002");
    }

    /** A new direct buffer for each large request would drive the collector, which alone gives direct memory back. */
    @Test
    void aLargeBufferStaysWhileItIsNeeded() {
        for (int large = 0; large < 3; large++) {
            out.writeBuffer(new byte[1_000_000]);
            out.drain();
            out.clear();
            for (int small = 0; small < 15; small++) {
                out.writeInt(1);
                assertThat(out.drain().capacity()).as("kept").isGreaterThan(1_000_000);
                out.clear();
            }
        }
        out.writeInt(1);
        out.drain();
        out.clear();
        assertThat(out.drain().capacity()).as("the large buffer is given back").isLessThanOrEqualTo(64 * 1024);
        out.clear();
        out.writeInt(2);
        assertThat(written()).isEqualTo("00000002");
    }
}
