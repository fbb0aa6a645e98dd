package io.kazoo.core.client;

import io.kazoo.KazooState;
import io.kazoo.StateListener;
import io.kazoo.handler.Lane;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state listeners of a client, each called on a lane of its own choice. Safe for any number of threads. */
final class StateListeners {
    private static final Logger LOG = LoggerFactory.getLogger("io.kazoo.client");

    private final CopyOnWriteArrayList<Target> targets = new CopyOnWriteArrayList<>();

    /** A listener and the lane it is called on; known by the listener alone. */
    private record Target(StateListener listener, Lane lane) {
        void tell(KazooState state) {
            try {
                listener.stateChanged(state);
            } catch (Throwable thrown) {
                LOG.error("a state listener threw", thrown);
            }
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Target known && known.listener.equals(listener);
        }

        @Override
        public int hashCode() {
            return listener.hashCode();
        }
    }

    /** Adds a listener, unless it is there. */
    void add(StateListener listener, Lane lane) {
        targets.addIfAbsent(new Target(listener, lane));
    }

    void remove(StateListener listener) {
        targets.removeIf(known -> known.listener.equals(listener));
    }

    /** Has all called that are there now. */
    void tell(KazooState state) {
        for (Target target : targets) {
            target.lane.execute(() -> target.tell(state));
        }
    }
}
