package io.kazoo.core.protocol;

import io.kazoo.NodeReadResult;
import io.kazoo.TransactionResult;
import io.kazoo.ZnodePaths;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import io.kazoo.core.jute.MalformedException;
import io.kazoo.exceptions.ErrorCode;
import io.kazoo.exceptions.ZookeeperException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Several operations in one request: a transaction, or reads. Each part has a header in front of it, and so have its
 * result and the end of the list.
 *
 * @param opCode which of the two
 * @param parts the operations
 * @param failed makes the result of a part that failed
 * @param chroot taken off the paths in failures
 */
public record Multi<T>(int opCode, List<Multi.Part<?, T>> parts, Function<ZookeeperException, T> failed, String chroot)
        implements Operation<List<T>> {
    /**
     * A part.
     *
     * @param operation the operation
     * @param result makes the result from what the operation reads
     * @param pathOnly makes the result of a create from the path alone, which is all that servers before 3.7 tell about it
     *     in a transaction; null for an operation of which they tell all
     */
    public record Part<R extends @Nullable Object, T>(
            Operation<R> operation,
            Function<R, T> result,
            @Nullable Function<String, T> pathOnly) {
        /** Makes a part of which all servers tell the same. */
        public Part(Operation<R> operation, Function<R, T> result) {
            this(operation, result, null);
        }

        private T read(int type, JuteReader in, String chroot) {
            return pathOnly != null && type == OpCode.CREATE
                    ? pathOnly.apply(ZnodePaths.unchroot(chroot, in.readString()))
                    : result.apply(operation.read(in));
        }
    }

    /** Makes a transaction: all or nothing. */
    public static Multi<TransactionResult> transaction(List<Part<?, TransactionResult>> parts, String chroot) {
        return new Multi<>(OpCode.MULTI, parts, TransactionResult.Failed::new, chroot);
    }

    /** Makes a list of reads, of which each may fail by itself. */
    public static Multi<NodeReadResult> reads(List<Part<?, NodeReadResult>> parts, String chroot) {
        return new Multi<>(OpCode.MULTI_READ, parts, NodeReadResult.Failed::new, chroot);
    }

    @Override
    public String name() {
        return opCode == OpCode.MULTI ? "Multi" : "MultiRead";
    }

    @Override
    public String since() {
        return opCode == OpCode.MULTI ? "3.4.0" : "3.6.0";
    }

    @Override
    public @Nullable String path() {
        return null;
    }

    @Override
    public int weight() {
        return parts.stream().mapToInt(part -> part.operation.weight()).sum();
    }

    @Override
    public void write(JuteWriter out) {
        for (Part<?, T> part : parts) {
            writeHeader(out, part.operation.opCode(), false);
            part.operation.write(out);
        }
        writeHeader(out, OpCode.ERROR, true);
    }

    private static void writeHeader(JuteWriter out, int type, boolean done) {
        out.writeInt(type);
        out.writeBool(done);
        out.writeInt(-1); // the error, which a request has none of
    }

    @Override
    public List<T> read(JuteReader in) {
        List<T> results = new ArrayList<>(parts.size());
        for (Part<?, T> part : parts) {
            int type = readHeader(in, false);
            if (type == OpCode.ERROR) {
                String path = part.operation.path();
                String named = path == null ? null : ZnodePaths.unchroot(chroot, path);
                results.add(failed.apply(ErrorCode.exception(in.readInt(), named)));
            } else {
                results.add(part.read(type, in, chroot));
            }
        }
        readHeader(in, true);
        return results;
    }

    /** The type is not compared: a server answers a create of any kind but the oldest as if it were create2, or create. */
    private static int readHeader(JuteReader in, boolean end) {
        int type = in.readInt();
        boolean done = in.readBool();
        in.readInt(); // the error, once more in the body
        if (done != end) {
            throw new MalformedException("not as many results as there were operations", null);
        }
        return type;
    }
}
