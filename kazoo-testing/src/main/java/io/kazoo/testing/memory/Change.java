package io.kazoo.testing.memory;

import io.kazoo.Acl;
import java.util.List;

/**
 * What has happened to a node, for those who watch.
 *
 * @param acls the node's list
 * @param parentAcls the list of its parent
 */
record Change(Kind kind, String path, List<Acl> acls, List<Acl> parentAcls) {
    /** What. */
    enum Kind {
        CREATED,
        DELETED,
        CHANGED
    }
}
