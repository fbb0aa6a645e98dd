package io.kazoo.core.engine;

import static io.kazoo.core.Wire.reply;
import static io.kazoo.core.Wire.wire;

import io.kazoo.core.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A server that takes what was written and answers it when, and as badly as, a random number says. */
final class Peer {
    private static final int GET_DATA = 4;
    private static final int AUTH = -4;
    private static final int PING = -2;

    /** Frames that were received and not answered. */
    final ArrayDeque<ByteBuffer> unanswered = new ArrayDeque<>();

    private final World world;
    private final Random random;
    private int connection;
    private boolean greeted;
    private long zxid = 1;

    Peer(World world, Random random) {
        this.world = world;
        this.random = random;
    }

    /** Takes what was written since the last call. */
    void absorb() {
        if (connection != world.effects.connections) {
            connection = world.effects.connections;
            greeted = false;
            unanswered.clear();
        }
        unanswered.addAll(world.frames());
    }

    /** Answers some of what was received, oldest first but for an error that overtakes now and then. */
    byte[] answers() {
        Wire answers = wire();
        int count = random.nextBoolean() ? unanswered.size() : random.nextInt(unanswered.size() + 1);
        for (int i = 0; i < count; i++) {
            if (!greeted) {
                greeted = true;
                unanswered.remove();
                answers.then(greeting().frame());
                continue;
            }
            boolean overtakes = random.nextInt(20) == 0;
            ByteBuffer request = overtakes ? unanswered.removeLast() : unanswered.remove();
            answers.then(answer(request.getInt(), request.getInt(), request, overtakes)
                    .frame());
        }
        return answers.bytes();
    }

    private Wire greeting() {
        return random.nextInt(8) == 0 ? World.greeting(0, 0) : World.greeting(9_000, World.SESSION);
    }

    private Wire answer(int xid, int opCode, ByteBuffer body, boolean overtakes) {
        if (xid == AUTH) {
            return reply(xid, 0, random.nextInt(40) == 0 ? -115 : 0);
        }
        if (xid == PING || xid < 0) {
            return reply(xid, zxid, 0);
        }
        if (overtakes || random.nextInt(10) == 0) {
            return reply(xid, zxid, World.NO_NODE);
        }
        Wire answer = reply(xid, ++zxid, 0);
        if (opCode != GET_DATA) {
            return answer.stat();
        }
        byte[] path = new byte[body.getInt()];
        body.get(path);
        return answer.buffer(path).stat();
    }

    /** Cuts bytes into pieces, as a network does. */
    List<byte[]> pieces(byte[] bytes) {
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int size = random.nextInt(3) == 0 ? 1 + random.nextInt(bytes.length - at) : bytes.length - at;
            pieces.add(java.util.Arrays.copyOfRange(bytes, at, at + size));
            at += size;
        }
        return pieces;
    }

    static byte[] dataOf(String path) {
        return path.getBytes(StandardCharsets.UTF_8);
    }
}
