package io.kazoo.handler.vertx;

import io.kazoo.handler.Handler;
import io.kazoo.tck.Capability;
import io.kazoo.tck.ChrootViewContract;
import io.kazoo.tck.NodeKindContract;
import io.kazoo.tck.OldServerContract;
import io.kazoo.tck.PersistentWatchContract;
import io.kazoo.tck.ReconfigContract;
import io.kazoo.tck.TransactionContract;
import io.kazoo.tck.WatchRemovalContract;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract of what clients can do beyond single nodes, on this handler. */
@ExtendWith(Loops.class)
class VertxOperationsTest {
    @Nested
    class Transaction extends TransactionContract {
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
    class NodeKind extends NodeKindContract {
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
    class PersistentWatch extends PersistentWatchContract {
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
    class WatchRemoval extends WatchRemovalContract {
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
    class ChrootView extends ChrootViewContract {
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
    class Reconfig extends ReconfigContract {
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
    class OldServer extends OldServerContract {
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
