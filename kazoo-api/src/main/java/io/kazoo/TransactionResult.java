package io.kazoo;

import io.kazoo.exceptions.ZookeeperException;
import org.jspecify.annotations.Nullable;

/** What became of one step of a transaction. */
public sealed interface TransactionResult {
    /**
     * A node was created.
     *
     * @param path its path, with the sequence number if it has one, without the chroot
     * @param stat its metadata; null unless it was asked for, and from servers before 3.7 unless the node is a container
     *     or has a time to live as well
     */
    record Created(String path, @Nullable ZnodeStat stat) implements TransactionResult {}

    /**
     * The data of a node was set.
     *
     * @param stat the new metadata
     */
    record Changed(ZnodeStat stat) implements TransactionResult {}

    /** A node was deleted. */
    record Deleted() implements TransactionResult {}

    /** A node had the version that was asked for. */
    record Checked() implements TransactionResult {}

    /**
     * The transaction was not applied.
     *
     * @param failure why; its code is {@code ROLLED_BACK} or {@code RUNTIME_INCONSISTENCY} if another step is to blame
     */
    record Failed(ZookeeperException failure) implements TransactionResult {}
}
