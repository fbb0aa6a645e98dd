package io.kazoo.core.jute;

import static io.kazoo.core.Wire.wire;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kazoo.core.Wire;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JuteReaderTest {
    private static JuteReader reader(Wire wire) {
        return new JuteReader().over(wire.readable());
    }

    private static void malformed(Wire wire, Consumer<JuteReader> read) {
        JuteReader in = reader(wire);
        assertThatThrownBy(() -> read.accept(in)).isInstanceOf(MalformedException.class);
    }

    @Test
    void readsNumbers() {
        JuteReader in = reader(wire().hex("01020304 fffffffffffffffe 00 01 ff"));
        assertThat(in.readInt()).isEqualTo(0x01020304);
        assertThat(in.readLong()).isEqualTo(-2);
        assertThat(in.readBool()).isFalse();
        assertThat(in.readBool()).isTrue();
        assertThat(in.readBool()).as("anything but 0").isTrue();
        assertThat(in.remaining()).isZero();
    }

    @Test
    void noBufferIsNotAnEmptyBuffer() {
        JuteReader in = reader(wire().hex("ffffffff 00000000 00000002 07ff"));
        assertThat(in.readBuffer()).isNull();
        assertThat(in.readBuffer()).isEmpty();
        assertThat(in.readBuffer()).containsExactly(7, -1);
    }

    @Test
    void readsUtf8() {
        JuteReader in = reader(wire().hex("00000007 2f61c3a9e282ac 00000004 f09f9880 ffffffff 00000000"));
        assertThat(in.readString()).isEqualTo("/aé€");
        assertThat(in.readString()).isEqualTo("😀");
        assertThat(in.readString()).as("no string").isEmpty();
        assertThat(in.readString()).isEmpty();
    }

    @Test
    void readsVectors() {
        JuteReader in = reader(wire().hex("00000002 00000001 61 00000001 62 00000000 ffffffff"));
        assertThat(in.readVector(JuteReader::readString)).containsExactly("a", "b");
        assertThat(in.readVector(JuteReader::readString)).isEmpty();
        assertThat(in.readVector(JuteReader::readString)).as("no vector").isEmpty();
    }

    @Test
    void numbersCutOff() {
        malformed(wire(), JuteReader::readBool);
        malformed(wire().hex("000000"), JuteReader::readInt);
        malformed(wire().hex("00000000000000"), JuteReader::readLong);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fffffffe", "80000000", "7fffffff", "00000003 6162", "000000"})
    void lengthsThatCannotBe(String hex) {
        malformed(wire().hex(hex), JuteReader::readBuffer);
        malformed(wire().hex(hex), JuteReader::readString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fffffffe", "80000000", "7fffffff", "00000002 00000001 61", "00000001", "0000"})
    void countsThatCannotBe(String hex) {
        malformed(wire().hex(hex), in -> in.readVector(JuteReader::readString));
    }

    /** Each item of every vector of the protocol begins with an int: a count beyond that is refused unread. */
    @Test
    void aCountIsCheckedBeforeRoomIsMadeForIt() {
        byte[] large = new byte[4 * 1000];
        ByteBuffer claims = wire().i32(1001).then(large).readable();
        assertThatThrownBy(() -> new JuteReader().over(claims).readVector(in -> {
                    throw new IllegalStateException("an item was read");
                }))
                .isInstanceOf(MalformedException.class);
        List<Integer> most = reader(wire().i32(1000).then(large)).readVector(JuteReader::readInt);
        assertThat(most).hasSize(1000);
    }

    @Test
    void readsAnotherBufferAfterAFailure() {
        JuteReader in = reader(wire().hex("00"));
        assertThatThrownBy(in::readInt).isInstanceOf(MalformedException.class);
        assertThat(in.over(wire().i32(5).readable()).readInt()).isEqualTo(5);
    }
}
