package io.kazoo;

import org.jspecify.annotations.Nullable;

/**
 * What a transaction is made of, in the order in which it is applied: all of it or nothing. Each method notes a step and
 * returns the transaction; nothing is sent before it is committed. For one thread at a time.
 *
 * <p>Paths are as in {@link NodeOperations}. After the commit every method throws {@link IllegalStateException}.
 *
 * @param <T> the transaction
 */
public interface TransactionSteps<T extends TransactionSteps<T>> {
    /** Creates a persistent node with empty data. */
    default T create(String path) {
        return create(path, new byte[0]);
    }

    /** Creates a persistent node. */
    default T create(String path, byte @Nullable [] data) {
        return create(path, data, CreateMode.PERSISTENT);
    }

    /** Creates a node of a kind. */
    default T create(String path, byte @Nullable [] data, CreateMode mode) {
        return create(path, data, CreateOptions.of(mode));
    }

    /**
     * Creates a node; its result is a {@link TransactionResult.Created}.
     *
     * @throws IllegalArgumentException if the options ask for missing parents, which a transaction cannot make
     */
    T create(String path, byte @Nullable [] data, CreateOptions options);

    /** As {@link #create(String, byte[], CreateOptions)}, with the metadata in the result (ZooKeeper 3.5 and later). */
    T createWithStat(String path, byte @Nullable [] data, CreateOptions options);

    /** Deletes a node, whatever its version. */
    default T delete(String path) {
        return delete(path, -1);
    }

    /**
     * Deletes a node; its result is a {@link TransactionResult.Deleted}.
     *
     * @param version the {@link ZnodeStat#version()} the node must have, -1 for any
     */
    T delete(String path, int version);

    /** Sets the data of a node, whatever its version. */
    default T set(String path, byte @Nullable [] data) {
        return set(path, data, -1);
    }

    /**
     * Sets the data of a node; its result is a {@link TransactionResult.Changed}.
     *
     * @param version the {@link ZnodeStat#version()} the node must have, -1 for any
     */
    T set(String path, byte @Nullable [] data, int version);

    /**
     * Makes the transaction fail unless a node has a version; its result is a {@link TransactionResult.Checked}.
     *
     * @param version the {@link ZnodeStat#version()} the node must have, -1 for any: then it must only exist
     */
    T check(String path, int version);
}
