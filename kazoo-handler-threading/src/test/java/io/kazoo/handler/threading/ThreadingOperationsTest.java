package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
import io.kazoo.tck.ChrootViewContract;
import io.kazoo.tck.NodeKindContract;
import io.kazoo.tck.OldServerContract;
import io.kazoo.tck.PersistentWatchContract;
import io.kazoo.tck.ReconfigContract;
import io.kazoo.tck.TransactionContract;
import io.kazoo.tck.WatchRemovalContract;
import org.junit.jupiter.api.Nested;

/** The contract of what clients can do beyond single nodes, on this handler. */
class ThreadingOperationsTest {
    @Nested
    class Transaction extends TransactionContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class NodeKind extends NodeKindContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class PersistentWatch extends PersistentWatchContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class WatchRemoval extends WatchRemovalContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class ChrootView extends ChrootViewContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class Reconfig extends ReconfigContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class OldServer extends OldServerContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }
}
