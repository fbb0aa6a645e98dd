package io.kazoo;

/**
 * A node that was just created.
 *
 * @param path its path, with the sequence number if it has one, without the chroot
 * @param stat its metadata
 */
public record CreatedNode(String path, ZnodeStat stat) {}
