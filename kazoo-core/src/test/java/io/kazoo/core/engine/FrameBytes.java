package io.kazoo.core.engine;

import static io.kazoo.core.Wire.STAT;
import static io.kazoo.core.Wire.digits;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Streams of frames as servers send them, and then not quite. */
final class FrameBytes {
    private static final byte[] STAT_BYTES = HexFormat.of().parseHex(digits(STAT));
    private static final int[] LENGTHS = {-1, -2, 0, 1, 3, 4_096, 5_000, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE};

    private final ByteBuffer out = ByteBuffer.allocate(16_384);

    /** Where frames end, in a stream that was not tampered with. */
    private final List<Integer> ends = new ArrayList<>();

    /** Returns how many frames the first bytes of the last stream were. */
    int frames(int consumed) {
        return (int) ends.stream().filter(end -> end <= consumed).count();
    }

    /** Makes a stream: the answer to the handshake, then replies to the first requests, events and what else there is. */
    byte[] stream(int requests, Random random) {
        out.clear();
        ends.clear();
        greeting(random);
        for (int left = random.nextInt(200), xid = 1; left >= 0; left--) {
            int what = random.nextInt(1_000);
            if (what == 0) {
                header(random.nextInt(5) - 8, random);
            } else if (what == 1) {
                reply(xid + random.nextInt(3), random);
            } else if (what < 200 && xid <= requests) {
                reply(xid++, random);
            } else {
                event(random);
            }
        }
        byte[] stream = Arrays.copyOf(out.array(), out.position());
        return random.nextInt(3) == 0 ? stream : tampered(stream, random);
    }

    private byte[] tampered(byte[] stream, Random random) {
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(stream.length);
            switch (random.nextInt(5)) {
                case 0 -> stream[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> stream[at] = (byte) random.nextInt();
                case 2 -> Arrays.fill(stream, at, Math.min(stream.length, at + 4), (byte) -1);
                case 3 -> {
                    if (stream.length < 4) {
                        continue;
                    }
                    int length = LENGTHS[random.nextInt(LENGTHS.length)];
                    ByteBuffer.wrap(stream).putInt(Math.min(at, stream.length - 4), length);
                }
                default -> stream = Arrays.copyOf(stream, at + 1);
            }
        }
        return stream;
    }

    private void greeting(Random random) {
        int mark = begin();
        out.putInt(0).putInt(random.nextInt(30) == 0 ? 0 : 9_000).putLong(World.SESSION);
        out.putInt(16).put(new byte[16]);
        if (random.nextInt(4) > 0) {
            out.put((byte) random.nextInt(2));
        }
        end(mark);
        if (random.nextInt(8) == 0) {
            header(random.nextBoolean() ? -4 : -8, random);
        }
    }

    private void event(Random random) {
        int mark = begin();
        out.putInt(-1).putLong(random.nextInt(100)).putInt(0);
        out.putInt(random.nextInt(1_000) == 0 ? 5 : 1 + random.nextInt(4)).putInt(3);
        text("/p" + random.nextInt(4));
        end(mark);
    }

    private void header(int xid, Random random) {
        int mark = begin();
        out.putInt(xid).putLong(random.nextInt(100)).putInt(random.nextInt(10) == 0 ? -115 : 0);
        end(mark);
    }

    /** A body that fits some operations, not necessarily the one that was asked for. */
    private void reply(int xid, Random random) {
        int mark = begin();
        boolean failed = random.nextInt(6) == 0;
        out.putInt(xid).putLong(random.nextInt(1_000)).putInt(failed ? -random.nextInt(130) : 0);
        switch (failed ? -1 : random.nextInt(5)) {
            case 0 -> out.put(STAT_BYTES);
            case 1 -> {
                out.putInt(3).put(new byte[3]);
                out.put(STAT_BYTES);
            }
            case 2 -> {
                out.putInt(2);
                text("one");
                text("two");
                out.put(STAT_BYTES);
            }
            case 3 -> {
                out.putInt(1).putInt(31);
                text("world");
                text("anyone");
                out.put(STAT_BYTES);
            }
            default -> {
                // no body
            }
        }
        end(mark);
    }

    private void text(String value) {
        out.putInt(value.length());
        for (int i = 0; i < value.length(); i++) {
            out.put((byte) value.charAt(i));
        }
    }

    private int begin() {
        out.putInt(0);
        return out.position();
    }

    private void end(int mark) {
        out.putInt(mark - 4, out.position() - mark);
        ends.add(out.position());
    }
}
