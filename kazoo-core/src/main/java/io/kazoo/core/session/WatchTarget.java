package io.kazoo.core.session;

import io.kazoo.Watcher;
import io.kazoo.handler.Lane;

/**
 * A watcher, the lane it is called on, and the chroot that is taken off the paths it is told. Two are equal if the
 * watchers and the chroots are, so that a watcher set twice is called once.
 */
public record WatchTarget(Watcher watcher, Lane lane, String chroot) {
    private static final Watcher NOBODY = event -> {};

    /** Makes what takes the place of this one when its watcher has lost interest before the server has answered. */
    public WatchTarget nobody() {
        return new WatchTarget(NOBODY, lane, chroot);
    }

    /** Tells whether this is {@link #nobody()}. */
    public boolean isNobody() {
        return watcher.equals(NOBODY);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WatchTarget that && watcher.equals(that.watcher) && chroot.equals(that.chroot);
    }

    @Override
    public int hashCode() {
        return watcher.hashCode();
    }
}
