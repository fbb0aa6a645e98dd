package io.kazoo.tck;

import io.kazoo.handler.Handler;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** The contracts of locks, part of level 3, each a suite of its own in reports: a handler's test extends this and makes the handler. */
public abstract class LockTck {
    /** For the handler's tests. */
    protected LockTck() {}

    /** Makes a handler to be checked, not started. */
    protected abstract Handler newHandler();

    /** Returns what the handler can do; all there is, unless overridden. */
    protected Set<Capability> capabilities() {
        return Capability.all();
    }

    @Nested
    final class LockSuite extends LockContract {
        @Override
        protected Handler newHandler() {
            return LockTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LockTck.this.capabilities();
        }
    }

    @Nested
    final class ReadWriteLockSuite extends ReadWriteLockContract {
        @Override
        protected Handler newHandler() {
            return LockTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LockTck.this.capabilities();
        }
    }

    @Nested
    final class HeldLockSuite extends HeldLockContract {
        @Override
        protected Handler newHandler() {
            return LockTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LockTck.this.capabilities();
        }
    }

    @Nested
    final class LockLossSuite extends LockLossContract {
        @Override
        protected Handler newHandler() {
            return LockTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LockTck.this.capabilities();
        }
    }

    @Nested
    final class LockFaultSuite extends LockFaultContract {
        @Override
        protected Handler newHandler() {
            return LockTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LockTck.this.capabilities();
        }
    }

    @Nested
    final class LockHoldFaultSuite extends LockHoldFaultContract {
        @Override
        protected Handler newHandler() {
            return LockTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LockTck.this.capabilities();
        }
    }

    @Nested
    final class LockCrowdSuite extends LockCrowdContract {
        @Override
        protected Handler newHandler() {
            return LockTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LockTck.this.capabilities();
        }
    }

    @Nested
    final class LockLayoutSuite extends LockLayoutContract {
        @Override
        protected Handler newHandler() {
            return LockTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LockTck.this.capabilities();
        }
    }

    @Nested
    final class LockEnsembleSuite extends LockEnsembleContract {
        @Override
        protected Handler newHandler() {
            return LockTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LockTck.this.capabilities();
        }
    }

    @Nested
    final class LockHistorySuite extends LockHistoryContract {
        @Override
        protected Handler newHandler() {
            return LockTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LockTck.this.capabilities();
        }
    }
}
