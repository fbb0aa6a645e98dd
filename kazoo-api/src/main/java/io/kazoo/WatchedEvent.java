package io.kazoo;

import org.jspecify.annotations.Nullable;

/**
 * What a watch tells.
 *
 * @param type what happened
 * @param state the state of the session when the event was made
 * @param path the watched path, or the changed one, without the chroot; null for {@link EventType#NONE}
 * @param zxid the transaction that caused it, or -1 where the server does not say (before ZooKeeper 3.9, and for
 *     changes found after a reconnect)
 */
public record WatchedEvent(
        EventType type, KeeperState state, @Nullable String path, long zxid) {}
