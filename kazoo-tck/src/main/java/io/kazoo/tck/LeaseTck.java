package io.kazoo.tck;

import io.kazoo.handler.Handler;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/**
 * The contracts of semaphores and leases, and of what the options and the holds of locks do beyond {@link LockTck}; part of
 * level 3: a handler's test extends this and makes the handler.
 */
public abstract class LeaseTck {
    /** For the handler's tests. */
    protected LeaseTck() {}

    /** Makes a handler to be checked, not started. */
    protected abstract Handler newHandler();

    /** Returns what the handler can do; all there is, unless overridden. */
    protected Set<Capability> capabilities() {
        return Capability.all();
    }

    @Nested
    final class SemaphoreSuite extends SemaphoreContract {
        @Override
        protected Handler newHandler() {
            return LeaseTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LeaseTck.this.capabilities();
        }
    }

    @Nested
    final class SemaphoreFaultSuite extends SemaphoreFaultContract {
        @Override
        protected Handler newHandler() {
            return LeaseTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LeaseTck.this.capabilities();
        }
    }

    @Nested
    final class SemaphoreEnsembleSuite extends SemaphoreEnsembleContract {
        @Override
        protected Handler newHandler() {
            return LeaseTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LeaseTck.this.capabilities();
        }
    }

    @Nested
    final class SemaphoreLayoutSuite extends SemaphoreLayoutContract {
        @Override
        protected Handler newHandler() {
            return LeaseTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LeaseTck.this.capabilities();
        }
    }

    @Nested
    final class NonBlockingLeaseSuite extends NonBlockingLeaseContract {
        @Override
        protected Handler newHandler() {
            return LeaseTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LeaseTck.this.capabilities();
        }
    }

    @Nested
    final class MultiNonBlockingLeaseSuite extends MultiNonBlockingLeaseContract {
        @Override
        protected Handler newHandler() {
            return LeaseTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LeaseTck.this.capabilities();
        }
    }

    @Nested
    final class HeldWorkSuite extends HeldWorkContract {
        @Override
        protected Handler newHandler() {
            return LeaseTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LeaseTck.this.capabilities();
        }
    }

    @Nested
    final class LockPolicySuite extends LockPolicyContract {
        @Override
        protected Handler newHandler() {
            return LeaseTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LeaseTck.this.capabilities();
        }
    }

    @Nested
    final class MultiLockSuite extends MultiLockContract {
        @Override
        protected Handler newHandler() {
            return LeaseTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return LeaseTck.this.capabilities();
        }
    }
}
