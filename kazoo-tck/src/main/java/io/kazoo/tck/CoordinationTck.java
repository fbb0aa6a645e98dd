package io.kazoo.tck;

import io.kazoo.handler.Handler;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** The contracts of counters, barriers, parties and queues, part of level 3: a handler's test extends this and makes the handler. */
public abstract class CoordinationTck {
    /** For the handler's tests. */
    protected CoordinationTck() {}

    /** Makes a handler to be checked, not started. */
    protected abstract Handler newHandler();

    /** Returns what the handler can do; all there is, unless overridden. */
    protected Set<Capability> capabilities() {
        return Capability.all();
    }

    @Nested
    final class CounterSuite extends CounterContract {
        @Override
        protected Handler newHandler() {
            return CoordinationTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return CoordinationTck.this.capabilities();
        }
    }

    @Nested
    final class BarrierSuite extends BarrierContract {
        @Override
        protected Handler newHandler() {
            return CoordinationTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return CoordinationTck.this.capabilities();
        }
    }

    @Nested
    final class DoubleBarrierSuite extends DoubleBarrierContract {
        @Override
        protected Handler newHandler() {
            return CoordinationTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return CoordinationTck.this.capabilities();
        }
    }

    @Nested
    final class DoubleBarrierFaultSuite extends DoubleBarrierFaultContract {
        @Override
        protected Handler newHandler() {
            return CoordinationTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return CoordinationTck.this.capabilities();
        }
    }

    @Nested
    final class PartySuite extends PartyContract {
        @Override
        protected Handler newHandler() {
            return CoordinationTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return CoordinationTck.this.capabilities();
        }
    }

    @Nested
    final class PartyFaultSuite extends PartyFaultContract {
        @Override
        protected Handler newHandler() {
            return CoordinationTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return CoordinationTck.this.capabilities();
        }
    }

    @Nested
    final class QueueSuite extends QueueContract {
        @Override
        protected Handler newHandler() {
            return CoordinationTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return CoordinationTck.this.capabilities();
        }
    }

    @Nested
    final class LockingQueueSuite extends LockingQueueContract {
        @Override
        protected Handler newHandler() {
            return CoordinationTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return CoordinationTck.this.capabilities();
        }
    }

    @Nested
    final class LockingQueueFaultSuite extends LockingQueueFaultContract {
        @Override
        protected Handler newHandler() {
            return CoordinationTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return CoordinationTck.this.capabilities();
        }
    }
}
