package io.kazoo.tck;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A DNS server for one name: answers any question with the SRV records it was given. While it lives, the JVM's JNDI asks
 * it and nobody else.
 */
final class NameServer implements AutoCloseable {
    /** Of JNDI. */
    private static final String SETTING = "java.naming.provider.url";

    private static final int MAX_PACKET = 512;
    private static final int HEADER = 12;
    private static final int NO_SUCH_NAME = 0x8183;
    private static final int ANSWER = 0x8180;

    /** A record. */
    record Srv(int priority, int weight, int port, String target) {}

    private final DatagramSocket socket;
    private final @Nullable String before = System.getProperty(SETTING);
    private final AtomicInteger questions = new AtomicInteger();

    /** Null for none: the server stays silent. */
    private volatile @Nullable List<Srv> records = List.of();

    private NameServer(DatagramSocket socket) {
        this.socket = socket;
    }

    static NameServer start() {
        try {
            NameServer server = new NameServer(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
            Thread thread = new Thread(server::serve, "name server");
            thread.setDaemon(true);
            thread.start();
            System.setProperty(SETTING, "dns://127.0.0.1:" + server.socket.getLocalPort());
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void knows(Srv... srv) {
        records = List.of(srv);
    }

    void staysSilent() {
        records = null;
    }

    int questions() {
        return questions.get();
    }

    private void serve() {
        try {
            while (!socket.isClosed()) {
                DatagramPacket packet = new DatagramPacket(new byte[MAX_PACKET], MAX_PACKET);
                socket.receive(packet);
                questions.incrementAndGet();
                List<Srv> answers = records;
                if (answers != null) {
                    byte[] reply = reply(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()), answers);
                    socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** RFC 1035, section 4: the header, the question as it came, the answers. */
    private static byte[] reply(ByteBuffer query, List<Srv> answers) throws IOException {
        int end = HEADER;
        while (query.get(end) != 0) {
            end += query.get(end) + 1;
        }
        byte[] question = new byte[end + 5 - HEADER]; // with the root label, type, class
        query.get(HEADER, question);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(query.getShort(0));
        out.writeShort(answers.isEmpty() ? NO_SUCH_NAME : ANSWER);
        out.writeShort(1);
        out.writeShort(answers.size());
        out.writeInt(0);
        out.write(question);
        for (Srv srv : answers) {
            byte[] target = name(srv.target());
            out.writeShort(0xC000 | HEADER); // the name of the question
            out.writeShort(33); // SRV
            out.writeShort(1); // IN
            out.writeInt(0); // seconds to keep it
            out.writeShort(6 + target.length);
            out.writeShort(srv.priority());
            out.writeShort(srv.weight());
            out.writeShort(srv.port());
            out.write(target);
        }
        return bytes.toByteArray();
    }

    private static byte[] name(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String label : name.split("\\.", 0)) {
            bytes.write(label.length());
            bytes.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        bytes.write(0);
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        if (before == null) {
            System.clearProperty(SETTING);
        } else {
            System.setProperty(SETTING, before);
        }
        socket.close();
    }
}
