package io.kazoo.tck;

import io.kazoo.handler.Handler;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** All contracts of levels 0 and 1, each a suite of its own in reports: a handler's test extends this and makes the handler. */
public abstract class HandlerTck {
    /** For the handler's tests. */
    protected HandlerTck() {}

    /** Makes a handler to be checked, not started. */
    protected abstract Handler newHandler();

    /** Returns what the handler can do; all there is, unless overridden. */
    protected Set<Capability> capabilities() {
        return Capability.all();
    }

    @Nested
    final class LaneSuite extends LaneContract {
        @Override
        protected Handler newHandler() {
            return HandlerTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return HandlerTck.this.capabilities();
        }
    }

    @Nested
    final class TimerSuite extends TimerContract {
        @Override
        protected Handler newHandler() {
            return HandlerTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return HandlerTck.this.capabilities();
        }
    }

    @Nested
    final class AwaitSuite extends AwaitContract {
        @Override
        protected Handler newHandler() {
            return HandlerTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return HandlerTck.this.capabilities();
        }
    }

    @Nested
    final class DeferredSuite extends DeferredContract {
        @Override
        protected Handler newHandler() {
            return HandlerTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return HandlerTck.this.capabilities();
        }
    }

    @Nested
    final class CallbackSuite extends CallbackContract {
        @Override
        protected Handler newHandler() {
            return HandlerTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return HandlerTck.this.capabilities();
        }
    }

    @Nested
    final class StageSuite extends StageContract {
        @Override
        protected Handler newHandler() {
            return HandlerTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return HandlerTck.this.capabilities();
        }
    }

    @Nested
    final class LifecycleSuite extends LifecycleContract {
        @Override
        protected Handler newHandler() {
            return HandlerTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return HandlerTck.this.capabilities();
        }
    }

    @Nested
    final class PrimitiveSuite extends PrimitiveContract {
        @Override
        protected Handler newHandler() {
            return HandlerTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return HandlerTck.this.capabilities();
        }
    }

    @Nested
    final class DialSuite extends DialContract {
        @Override
        protected Handler newHandler() {
            return HandlerTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return HandlerTck.this.capabilities();
        }
    }

    @Nested
    final class TransportSuite extends TransportContract {
        @Override
        protected Handler newHandler() {
            return HandlerTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return HandlerTck.this.capabilities();
        }
    }

    @Nested
    final class CloseSuite extends CloseContract {
        @Override
        protected Handler newHandler() {
            return HandlerTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return HandlerTck.this.capabilities();
        }
    }
}
