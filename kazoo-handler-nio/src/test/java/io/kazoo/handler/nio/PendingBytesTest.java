package io.kazoo.handler.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PendingBytesTest {
    @Test
    void bytesComeOutInTheOrderInWhichTheyWentIn() {
        Random random = new Random(1);
        ByteArrayOutputStream in = new ByteArrayOutputStream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PendingBytes pending = new PendingBytes();
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(random.nextInt(20) == 0 ? 200_000 : 500)];
            random.nextBytes(bytes);
            in.writeBytes(bytes);
            pending.add(ByteBuffer.wrap(bytes));
            if (random.nextBoolean()) {
                take(pending, out, random.nextInt(100_000));
            }
            assertThat(pending.size()).isEqualTo(in.size() - out.size());
        }
        while (pending.first() != null) {
            take(pending, out, Integer.MAX_VALUE);
        }
        assertThat(out.toByteArray()).isEqualTo(in.toByteArray());
        assertThat(pending.size()).isZero();
    }

    private static void take(PendingBytes pending, ByteArrayOutputStream out, int most) {
        ByteBuffer first = pending.first();
        if (first != null) {
            byte[] bytes = new byte[Math.min(most, first.remaining())];
            first.get(bytes);
            out.writeBytes(bytes);
            boolean last = pending.sent(bytes.length);
            assertThat(last).isEqualTo(pending.first() == null);
        }
    }

    @Test
    void aWriterLeavesTheFirstChunkAloneForItMayBeOnItsWay() {
        PendingBytes pending = new PendingBytes();
        pending.add(ByteBuffer.allocate(10));
        pending.add(ByteBuffer.allocate(20));
        ByteBuffer first = pending.first();
        assertThat(first.remaining()).isEqualTo(10);
        first.position(10);
        assertThat(pending.sent(10)).isFalse();

        ByteBuffer second = pending.first();
        assertThat(second.capacity()).as("there is room").isGreaterThan(second.limit());
        pending.add(ByteBuffer.allocate(30));
        assertThat(second.remaining()).isEqualTo(20);
        assertThat(pending.size()).isEqualTo(50);
    }

    @Test
    void smallWritesShareAChunk() {
        PendingBytes pending = new PendingBytes();
        pending.add(ByteBuffer.allocate(10));
        for (int i = 0; i < 100; i++) {
            pending.add(ByteBuffer.allocate(100));
        }
        ByteBuffer first = pending.first();
        first.position(first.limit());
        pending.sent(10);
        assertThat(pending.first().remaining()).isEqualTo(10_000);
    }
}
