package io.kazoo;

import java.util.List;

/**
 * The children of a node with its metadata.
 *
 * @param children the names of the children, in no order
 * @param stat the metadata of the parent
 */
public record NodeChildren(List<String> children, ZnodeStat stat) {}
