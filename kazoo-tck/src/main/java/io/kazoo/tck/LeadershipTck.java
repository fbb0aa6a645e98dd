package io.kazoo.tck;

import io.kazoo.handler.Handler;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/**
 * The contracts of elections, latches, nodes that are kept, and partitioners, part of level 3, each a suite of its own in
 * reports: a handler's test extends this and makes the handler.
 */
public abstract class LeadershipTck {
    /** For the handler's tests. */
    protected LeadershipTck() {}

    /** Makes a handler to be checked, not started. */
    protected abstract Handler newHandler();

    /** Returns what the handler can do; all there is, unless overridden. */
    protected Set<Capability> capabilities() {
        return Capability.all();
    }

    @Nested
    final class ElectionSuite extends ElectionContract {
        @Override
        protected Handler newHandler() {
            return LeadershipTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LeadershipTck.this.capabilities();
        }
    }

    @Nested
    final class ElectionFaultSuite extends ElectionFaultContract {
        @Override
        protected Handler newHandler() {
            return LeadershipTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LeadershipTck.this.capabilities();
        }
    }

    @Nested
    final class LeaderLatchSuite extends LeaderLatchContract {
        @Override
        protected Handler newHandler() {
            return LeadershipTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LeadershipTck.this.capabilities();
        }
    }

    @Nested
    final class LeaderLatchFaultSuite extends LeaderLatchFaultContract {
        @Override
        protected Handler newHandler() {
            return LeadershipTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LeadershipTck.this.capabilities();
        }
    }

    @Nested
    final class PersistentNodeSuite extends PersistentNodeContract {
        @Override
        protected Handler newHandler() {
            return LeadershipTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LeadershipTck.this.capabilities();
        }
    }

    @Nested
    final class PersistentNodeFaultSuite extends PersistentNodeFaultContract {
        @Override
        protected Handler newHandler() {
            return LeadershipTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LeadershipTck.this.capabilities();
        }
    }

    @Nested
    final class SetPartitionerSuite extends SetPartitionerContract {
        @Override
        protected Handler newHandler() {
            return LeadershipTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LeadershipTck.this.capabilities();
        }
    }

    @Nested
    final class SetPartitionerFaultSuite extends SetPartitionerFaultContract {
        @Override
        protected Handler newHandler() {
            return LeadershipTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LeadershipTck.this.capabilities();
        }
    }
}
