package io.kazoo.testing.memory;

import io.kazoo.Id;
import java.util.Set;

/**
 * One request being served.
 *
 * @param zxid of the transaction that it is, or the last one if it only reads
 * @param now milliseconds since 1970
 */
record Call(Connection connection, long session, long zxid, long now) {
    Set<Id> ids() {
        return connection.ids;
    }
}
