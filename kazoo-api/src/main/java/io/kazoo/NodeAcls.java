package io.kazoo;

import java.util.List;

/**
 * The access control list of a node with its metadata.
 *
 * @param acls the entries
 * @param stat the metadata; {@link ZnodeStat#aversion()} is the version to give to {@code setAcls}
 */
public record NodeAcls(List<Acl> acls, ZnodeStat stat) {}
