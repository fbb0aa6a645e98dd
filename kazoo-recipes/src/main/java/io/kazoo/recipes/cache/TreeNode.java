package io.kazoo.recipes.cache;

import io.kazoo.NodeData;
import io.kazoo.ZnodeStat;
import org.jspecify.annotations.Nullable;

/**
 * A node in memory: its name rather than its path, and its metadata without an object around it, because there may be
 * hundreds of thousands. Replaced when it changes, so that whoever reads it sees data and metadata that belong together.
 */
final class TreeNode {
    final String name;
    final byte @Nullable [] data;
    final long mzxid;
    final long pzxid;
    private final long czxid;
    private final long ctime;
    private final long mtime;
    private final long ephemeralOwner;
    private final int version;
    private final int cversion;
    private final int aversion;
    private final int numChildren;

    /** Null without children. Written by one thread, read by any. */
    volatile @Nullable ChildSet children;

    TreeNode(String name, NodeData node, @Nullable ChildSet children) {
        this.name = name;
        this.children = children;
        data = node.data();
        ZnodeStat stat = node.stat();
        czxid = stat.czxid();
        mzxid = stat.mzxid();
        pzxid = stat.pzxid();
        ctime = stat.ctime();
        mtime = stat.mtime();
        ephemeralOwner = stat.ephemeralOwner();
        version = stat.version();
        cversion = stat.cversion();
        aversion = stat.aversion();
        numChildren = stat.numChildren();
    }

    NodeData value() {
        int length = data == null ? 0 : data.length;
        return new NodeData(
                data,
                new ZnodeStat(
                        czxid,
                        mzxid,
                        ctime,
                        mtime,
                        version,
                        cversion,
                        aversion,
                        ephemeralOwner,
                        length,
                        numChildren,
                        pzxid));
    }
}
