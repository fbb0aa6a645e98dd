package io.kazoo.core.session;

import io.kazoo.Watcher;
import io.kazoo.handler.Lane;

/**
 * A watcher and the lane it is called on. Two are equal if the watchers are, so that a watcher set twice is called
 * once.
 */
public record WatchTarget(Watcher watcher, Lane lane) {
    @Override
    public boolean equals(Object other) {
        return other instanceof WatchTarget that && watcher.equals(that.watcher);
    }

    @Override
    public int hashCode() {
        return watcher.hashCode();
    }
}
