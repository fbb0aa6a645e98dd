package io.kazoo.testing.memory;

import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.MalformedException;
import io.kazoo.core.protocol.OpCode;
import io.kazoo.core.protocol.Xid;
import io.kazoo.exceptions.ErrorCode;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One ZooKeeper server, or an ensemble that is always of one mind: its state and what each request does to it. Not safe
 * for several threads; {@code now} is milliseconds since 1970 and never goes back.
 */
public final class MemoryServer {
    /** The longest frame that is taken, {@code jute.maxbuffer}. */
    private static final int LONGEST_FRAME = 0xfffff;

    private final Limits limits;
    private final Sessions sessions;
    private final Tree tree = new Tree();
    private final Set<Connection> connections = new LinkedHashSet<>();
    private final Answers answers = new Answers();
    private final WatchRequests watches = new WatchRequests(tree, answers::event);
    private final Requests requests;
    private final JuteReader reader = new JuteReader();
    private @Nullable Trace trace;
    /** The request being served. */
    private ByteBuffer current = ByteBuffer.allocate(0);

    private long zxid;
    private long nextSweep = Long.MIN_VALUE;

    /**
     * Makes a server without nodes.
     *
     * @param seed decides the numbers and passwords of sessions, and the order in which children are listed
     */
    public MemoryServer(Limits limits, long seed) {
        this.limits = limits;
        Random random = new Random(seed);
        sessions = new Sessions(limits, random);
        requests = new Requests(tree, watches, random);
    }

    /** Has somebody told of each request. */
    public void trace(Trace told) {
        trace = told;
    }

    /** A client has connected. */
    public Connection accept(Peer peer) {
        Connection connection = new Connection(peer);
        connections.add(connection);
        return connection;
    }

    /** Bytes have arrived; after the end of a connection they mean nothing. */
    public void onBytes(Connection from, ByteBuffer bytes, long now) {
        if (from.closed) {
            return;
        }
        from.append(bytes);
        try {
            ByteBuffer frame = from.nextFrame(LONGEST_FRAME);
            while (frame != null && !from.closed) {
                current = frame;
                reader.over(frame.duplicate());
                take(from, now);
                frame = from.nextFrame(LONGEST_FRAME);
            }
        } catch (MalformedException | IllegalArgumentException noClient) {
            hangUp(from);
        }
    }

    /** The client has hung up, or the network has. */
    public void onClosed(Connection connection) {
        connection.closed = true;
        connections.remove(connection);
        watches.removeAll(connection);
        Session session = connection.session;
        if (session != null && connection.equals(session.connection)) {
            session.connection = null;
        }
    }

    /** Does what is due: ends sessions, removes nodes whose time is up. */
    public void onTick(long now) {
        for (Session session : sessions.all()) {
            if (session.deadline <= now) {
                end(session);
            }
        }
        if (tree.hasMortals() && nextSweep <= now) {
            for (String path : tree.over(now)) {
                zxid++;
                tree.delete(path, zxid);
                tellAll();
            }
            nextSweep = now + limits.sweep();
        }
    }

    /** Returns when {@link #onTick} has something to do, {@link Long#MAX_VALUE} for never. */
    public long deadline() {
        long ends = sessions.deadline();
        return tree.hasMortals() ? Math.min(ends, nextSweep) : ends;
    }

    /** Ends a session as if nothing had been heard of its client; answers whether there was one. */
    public boolean expire(long id) {
        Session session = sessions.find(id);
        if (session == null) {
            return false;
        }
        end(session);
        return true;
    }

    /** Hangs up on everybody; sessions and nodes stay. */
    public void dropConnections() {
        List.copyOf(connections).forEach(this::hangUp);
    }

    /** As after the election of a leader: all sessions begin their time again. */
    public void renewSessions(long now) {
        sessions.all().forEach(session -> sessions.touch(session, now));
    }

    /** Returns the numbers of the sessions, the oldest first. */
    public List<Long> sessions() {
        return sessions.all().stream().map(session -> session.id).toList();
    }

    /** Returns how many connections there are, those without a session included. */
    public int connectionCount() {
        return connections.size();
    }

    /** Returns the paths that are watched, as often as there are watches of different kinds. */
    public List<String> watchedPaths() {
        return Stream.concat(watches.data.paths().stream(), watches.child.paths().stream())
                .sorted()
                .toList();
    }

    /** Returns the paths of all nodes but the root and {@code /zookeeper}, in order. */
    public List<String> paths() {
        return tree.paths();
    }

    /** Returns the last transaction. */
    public long zxid() {
        return zxid;
    }

    private void take(Connection from, long now) {
        Session session = from.session;
        if (session == null) {
            connect(from, now);
            return;
        }
        sessions.touch(session, now);
        int xid = reader.readInt();
        int op = reader.readInt();
        switch (op) {
            case OpCode.PING -> answers.reply(from, xid, zxid, ErrorCode.ROLLED_BACK, Reply.EMPTY);
            case OpCode.AUTH -> authenticate(from);
            case OpCode.CLOSE_SESSION -> {
                session.connection = null; // it gets an answer first
                end(session);
                answers.reply(from, xid, zxid, ErrorCode.ROLLED_BACK, Reply.EMPTY);
                hangUp(from);
            }
            default -> serve(new Call(from, session.id, Requests.isWrite(op) ? ++zxid : zxid, now), xid, op);
        }
    }

    private void connect(Connection from, long now) {
        reader.readInt(); // protocol version
        long seen = reader.readLong();
        int timeout = reader.readInt();
        long id = reader.readLong();
        byte[] password = reader.readBuffer();
        boolean knowsReadOnly = reader.remaining() > 0;
        if (seen > zxid) {
            hangUp(from); // the client has seen more than this server
            return;
        }
        if (id == 0) {
            zxid++;
        }
        Session session = id == 0 ? sessions.begin(timeout, now) : sessions.renew(id, password, timeout, now);
        if (session != null) {
            Connection before = session.connection;
            session.connection = from;
            from.session = session;
            if (before != null) {
                hangUp(before);
            }
        }
        answers.connected(from, session, knowsReadOnly);
        if (session == null) {
            hangUp(from);
        }
    }

    private void authenticate(Connection from) {
        reader.readInt(); // always 0
        String scheme = reader.readString();
        byte[] credential = reader.readBuffer();
        boolean known = Acls.authenticate(from.ids, scheme, credential);
        answers.reply(from, Xid.AUTH, 0, known ? ErrorCode.ROLLED_BACK : ErrorCode.AUTH_FAILED, Reply.EMPTY);
        if (!known) {
            hangUp(from);
        }
    }

    /** Events come before the answer of who caused them. */
    private void serve(Call call, int xid, int op) {
        ErrorCode code = ErrorCode.ROLLED_BACK; // the number of success too
        Reply reply = Reply.EMPTY;
        try {
            reply = requests.read(op, reader).run(call);
        } catch (Refusal refusal) {
            code = refusal.code();
        } catch (MalformedException | IllegalArgumentException unreadable) {
            code = ErrorCode.MARSHALLING_ERROR;
        }
        if (trace != null) {
            trace.served(call.session(), OpNames.of(op) + (code.code() == 0 ? "" : " " + code), firstPath());
        }
        tellAll();
        answers.reply(call.connection(), xid, call.zxid(), code, reply);
        if (code == ErrorCode.UNIMPLEMENTED) {
            hangUp(call.connection());
        }
    }

    /** Returns what most requests begin with, nothing if this one does not. */
    private String firstPath() {
        try {
            String first =
                    new JuteReader().over(current.position(2 * Integer.BYTES)).readString();
            return first.startsWith("/") ? first : "";
        } catch (MalformedException other) {
            return "";
        }
    }

    private void end(Session session) {
        zxid++;
        sessions.remove(session);
        tree.ephemeralsOf(session.id).forEach(path -> tree.delete(path, zxid));
        tellAll();
        Connection connection = session.connection;
        if (connection != null) {
            hangUp(connection);
        }
    }

    private void tellAll() {
        tree.commit().forEach(change -> watches.changed(change, zxid));
    }

    private void hangUp(@Nullable Connection connection) {
        if (connection != null && !connection.closed) {
            onClosed(connection);
            connection.peer.close();
        }
    }
}
