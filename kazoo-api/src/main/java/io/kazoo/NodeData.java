package io.kazoo;

import org.jspecify.annotations.Nullable;

/**
 * The data of a node with its metadata. Two are equal if they hold the same array; compare contents with {@link
 * java.util.Arrays#equals(byte[], byte[])}.
 *
 * @param data the data, the caller's to keep; null if the node was made without data, which is not the same as empty
 * @param stat the metadata
 */
@SuppressWarnings("ArrayRecordComponent") // a copy for each read would double the cost of the commonest operation
public record NodeData(byte @Nullable [] data, ZnodeStat stat) {}
