package io.kazoo.recipes.lock;

import io.kazoo.recipes.support.RecipePaths;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the nodes of a lock's contenders are called: with whom a lock is shared. All who contend on one path must use the
 * same naming; no name serves kazoo and Curator at once.
 *
 * <p>Every name ends in the server's ten-digit number, which orders the contenders. What stands before the number tells
 * what kind of contender it is; it is compared literally, never as a regular expression.
 */
public final class LockNaming {
    private static final LockNaming KAZOO = new LockNaming(
            "kazoo",
            "",
            false,
            Map.of(LockKind.EXCLUSIVE, "__lock__", LockKind.READ, "__rlock__", LockKind.WRITE, "__lock__"));
    private static final LockNaming CURATOR = new LockNaming("curator", "_c_", true, exclusive("-lock-"));
    private static final LockNaming CURATOR_READ_WRITE = new LockNaming(
            "curatorReadWrite", "_c_", true, Map.of(LockKind.READ, "-__READ__", LockKind.WRITE, "-__WRIT__"));
    private static final LockNaming CURATOR_LATCH = new LockNaming("curatorLatch", "_c_", true, exclusive("-latch-"));
    private static final LockNaming GO = new LockNaming("goZookeeper", "_c_", false, exclusive("-lock-"));

    private final String name;
    private final String prefix;
    private final boolean dashes;
    private final Map<LockKind, String> markers;

    private LockNaming(String name, String prefix, boolean dashes, Map<LockKind, String> markers) {
        this.name = name;
        this.prefix = prefix;
        this.dashes = dashes;
        this.markers = markers;
    }

    private static Map<LockKind, String> exclusive(String marker) {
        return Map.of(LockKind.EXCLUSIVE, marker);
    }

    /** Python kazoo's: {@code <32 hex digits>__lock__<number>}, {@code __rlock__} for readers. The default. */
    public static LockNaming kazoo() {
        return KAZOO;
    }

    /**
     * That of Curator's {@code InterProcessMutex} and {@code LeaderSelector}: {@code _c_<uuid>-lock-<number>}. go-zookeeper
     * and Rust clients with Curator's names contend with it too. For exclusive locks only.
     */
    public static LockNaming curator() {
        return CURATOR;
    }

    /**
     * That of Curator's {@code InterProcessReadWriteLock}: {@code _c_<uuid>-__READ__<number>} and {@code
     * _c_<uuid>-__WRIT__<number>}. For read and write locks only.
     */
    public static LockNaming curatorReadWrite() {
        return CURATOR_READ_WRITE;
    }

    /**
     * That of Curator's {@code LeaderLatch}: {@code _c_<uuid>-latch-<number>}. The identifier is the participant's id
     * there. For exclusive locks only.
     */
    public static LockNaming curatorLatch() {
        return CURATOR_LATCH;
    }

    /** That of go-zookeeper's {@code Lock}: {@code _c_<32 hex digits>-lock-<number>}. For exclusive locks only. */
    public static LockNaming goZookeeper() {
        return GO;
    }

    /**
     * Another one: {@code <prefix><32 hex digits><marker><number>}. For exclusive locks only.
     *
     * @param prefix what names begin with, possibly nothing
     * @param marker what stands before the number: who else ends in it is a contender
     * @throws IllegalArgumentException if the marker is empty, or either contains a slash
     */
    public static LockNaming custom(String prefix, String marker) {
        if (marker.isEmpty()) {
            throw new IllegalArgumentException("an empty marker matches every sequential node");
        }
        if (prefix.indexOf('/') >= 0 || marker.indexOf('/') >= 0) {
            throw new IllegalArgumentException("a name has no slash: " + prefix + ", " + marker);
        }
        return new LockNaming("custom", prefix, false, exclusive(marker));
    }

    /** Makes the part of a new name that stands before the number, and that no other contender has. */
    String newPrefix(LockKind kind) {
        String id = dashes ? UUID.randomUUID().toString() : RecipePaths.newId();
        return prefix + id + marker(kind);
    }

    /**
     * Returns what stands before the number in the names of a kind of contender.
     *
     * @throws IllegalArgumentException if there are no such contenders
     */
    String marker(LockKind kind) {
        String marker = markers.get(kind);
        if (marker == null) {
            throw new IllegalArgumentException(
                    "the naming " + this + " has no " + kind + " locks, only " + markers.keySet());
        }
        return marker;
    }

    /** Returns the markers of those for whom a kind of contender waits. */
    Collection<String> excluding(LockKind kind) {
        return switch (kind) {
            case EXCLUSIVE -> List.of(marker(kind));
            case READ -> List.of(marker(LockKind.WRITE));
            case WRITE -> List.of(marker(LockKind.WRITE), marker(LockKind.READ));
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LockNaming naming
                && prefix.equals(naming.prefix)
                && dashes == naming.dashes
                && markers.equals(naming.markers);
    }

    @Override
    public int hashCode() {
        return 31 * prefix.hashCode() + markers.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
