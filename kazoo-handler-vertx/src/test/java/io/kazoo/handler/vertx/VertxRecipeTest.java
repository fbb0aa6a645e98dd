package io.kazoo.handler.vertx;

import io.kazoo.handler.Handler;
import io.kazoo.tck.Capability;
import io.kazoo.tck.HeldLockContract;
import io.kazoo.tck.LockContract;
import io.kazoo.tck.LockCrowdContract;
import io.kazoo.tck.LockEnsembleContract;
import io.kazoo.tck.LockFaultContract;
import io.kazoo.tck.LockHistoryContract;
import io.kazoo.tck.LockHoldFaultContract;
import io.kazoo.tck.LockLayoutContract;
import io.kazoo.tck.LockLossContract;
import io.kazoo.tck.ReadWriteLockContract;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract of recipes, on this handler. */
@ExtendWith(Loops.class)
class VertxRecipeTest {
    @Nested
    class Lock extends LockContract {
        @Override
        protected Handler newHandler() {
            return Loops.given();
        }

        @Override
        protected Set<Capability> capabilities() {
            return Set.of();
        }
    }

    @Nested
    class ReadWriteLock extends ReadWriteLockContract {
        @Override
        protected Handler newHandler() {
            return Loops.given();
        }

        @Override
        protected Set<Capability> capabilities() {
            return Set.of();
        }
    }

    @Nested
    class HeldLock extends HeldLockContract {
        @Override
        protected Handler newHandler() {
            return Loops.given();
        }

        @Override
        protected Set<Capability> capabilities() {
            return Set.of();
        }
    }

    @Nested
    class LockLoss extends LockLossContract {
        @Override
        protected Handler newHandler() {
            return Loops.given();
        }

        @Override
        protected Set<Capability> capabilities() {
            return Set.of();
        }
    }

    @Nested
    class LockFault extends LockFaultContract {
        @Override
        protected Handler newHandler() {
            return Loops.given();
        }

        @Override
        protected Set<Capability> capabilities() {
            return Set.of();
        }
    }

    @Nested
    class LockHoldFault extends LockHoldFaultContract {
        @Override
        protected Handler newHandler() {
            return Loops.given();
        }

        @Override
        protected Set<Capability> capabilities() {
            return Set.of();
        }
    }

    @Nested
    class LockLayout extends LockLayoutContract {
        @Override
        protected Handler newHandler() {
            return Loops.given();
        }

        @Override
        protected Set<Capability> capabilities() {
            return Set.of();
        }
    }

    @Nested
    class LockHistory extends LockHistoryContract {
        @Override
        protected Handler newHandler() {
            return Loops.given();
        }

        @Override
        protected Set<Capability> capabilities() {
            return Set.of();
        }
    }

    @Nested
    class LockCrowd extends LockCrowdContract {
        @Override
        protected Handler newHandler() {
            return Loops.given();
        }

        @Override
        protected Set<Capability> capabilities() {
            return Set.of();
        }
    }

    @Nested
    class LockEnsemble extends LockEnsembleContract {
        @Override
        protected Handler newHandler() {
            return Loops.given();
        }

        @Override
        protected Set<Capability> capabilities() {
            return Set.of();
        }
    }
}
