package io.kazoo.testing.simulation;

/** A computer: nothing happens on it while it is paused, and all of that afterwards. */
class Host {
    final String name;

    /** In the world's time. */
    long pausedUntil = Long.MIN_VALUE;

    Host(String name) {
        this.name = name;
    }

    @Override
    public final String toString() {
        return name;
    }
}
