package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
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
import org.junit.jupiter.api.Nested;

/** The contract of recipes, on this handler. */
class ThreadingRecipeTest {
    @Nested
    class Locks extends LockContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class ReadWriteLock extends ReadWriteLockContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class HeldLocks extends HeldLockContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class LockLoss extends LockLossContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class LockFault extends LockFaultContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class LockHoldFault extends LockHoldFaultContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class LockCrowd extends LockCrowdContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class LockLayout extends LockLayoutContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class LockEnsemble extends LockEnsembleContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class LockHistory extends LockHistoryContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }
}
