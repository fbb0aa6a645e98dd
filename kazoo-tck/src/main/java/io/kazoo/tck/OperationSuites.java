package io.kazoo.tck;

import io.kazoo.handler.Handler;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** The part of level 2 that is about operations; what a handler's test extends is {@link ClientTck}. */
abstract class OperationSuites {
    /** Makes a handler to be checked, not started. */
    protected abstract Handler newHandler();

    /** Returns what the handler can do; all there is, unless overridden. */
    protected Set<Capability> capabilities() {
        return Capability.all();
    }

    @Nested
    final class CreateSuite extends CreateContract {
        @Override
        protected Handler newHandler() {
            return OperationSuites.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return OperationSuites.this.capabilities();
        }
    }

    @Nested
    final class ReadSuite extends ReadContract {
        @Override
        protected Handler newHandler() {
            return OperationSuites.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return OperationSuites.this.capabilities();
        }
    }

    @Nested
    final class WriteSuite extends WriteContract {
        @Override
        protected Handler newHandler() {
            return OperationSuites.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return OperationSuites.this.capabilities();
        }
    }

    @Nested
    final class AclSuite extends AclContract {
        @Override
        protected Handler newHandler() {
            return OperationSuites.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return OperationSuites.this.capabilities();
        }
    }

    @Nested
    final class RetrySuite extends RetryContract {
        @Override
        protected Handler newHandler() {
            return OperationSuites.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return OperationSuites.this.capabilities();
        }
    }

    @Nested
    final class CertainOutcomeSuite extends CertainOutcomeContract {
        @Override
        protected Handler newHandler() {
            return OperationSuites.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return OperationSuites.this.capabilities();
        }
    }

    @Nested
    final class TransactionSuite extends TransactionContract {
        @Override
        protected Handler newHandler() {
            return OperationSuites.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return OperationSuites.this.capabilities();
        }
    }

    @Nested
    final class NodeKindSuite extends NodeKindContract {
        @Override
        protected Handler newHandler() {
            return OperationSuites.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return OperationSuites.this.capabilities();
        }
    }

    @Nested
    final class PersistentWatchSuite extends PersistentWatchContract {
        @Override
        protected Handler newHandler() {
            return OperationSuites.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return OperationSuites.this.capabilities();
        }
    }

    @Nested
    final class WatchRemovalSuite extends WatchRemovalContract {
        @Override
        protected Handler newHandler() {
            return OperationSuites.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return OperationSuites.this.capabilities();
        }
    }

    @Nested
    final class ChrootViewSuite extends ChrootViewContract {
        @Override
        protected Handler newHandler() {
            return OperationSuites.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return OperationSuites.this.capabilities();
        }
    }

    @Nested
    final class ReconfigSuite extends ReconfigContract {
        @Override
        protected Handler newHandler() {
            return OperationSuites.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return OperationSuites.this.capabilities();
        }
    }

    @Nested
    final class ServerReleaseSuite extends ServerReleaseContract {
        @Override
        protected Handler newHandler() {
            return OperationSuites.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return OperationSuites.this.capabilities();
        }
    }

    @Nested
    final class OldServerSuite extends OldServerContract {
        @Override
        protected Handler newHandler() {
            return OperationSuites.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return OperationSuites.this.capabilities();
        }
    }

    @Nested
    final class RegisterHistorySuite extends RegisterHistoryContract {
        @Override
        protected Handler newHandler() {
            return OperationSuites.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return OperationSuites.this.capabilities();
        }
    }
}
