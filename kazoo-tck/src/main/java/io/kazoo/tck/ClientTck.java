package io.kazoo.tck;

import io.kazoo.handler.Handler;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** All contracts of level 2, each a suite of its own in reports: a handler's test extends this and makes the handler. */
public abstract class ClientTck extends OperationSuites {
    /** For the handler's tests. */
    protected ClientTck() {}

    @Nested
    final class SessionSuite extends SessionContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return ClientTck.this.capabilities();
        }
    }

    @Nested
    final class ReconnectSuite extends ReconnectContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return ClientTck.this.capabilities();
        }
    }

    @Nested
    final class QueueingSuite extends QueueingContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return ClientTck.this.capabilities();
        }
    }

    @Nested
    final class ClientStartSuite extends ClientStartContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return ClientTck.this.capabilities();
        }
    }

    @Nested
    final class ClientLifecycleSuite extends ClientLifecycleContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return ClientTck.this.capabilities();
        }
    }

    @Nested
    final class ClientCallbackSuite extends ClientCallbackContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return ClientTck.this.capabilities();
        }
    }

    @Nested
    final class HostListSuite extends HostListContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return ClientTck.this.capabilities();
        }
    }

    @Nested
    final class ServiceRecordsSuite extends ServiceRecordsContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return ClientTck.this.capabilities();
        }
    }

    @Nested
    final class AuthSuite extends AuthContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return ClientTck.this.capabilities();
        }
    }

    @Nested
    final class ServerCommandSuite extends ServerCommandContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return ClientTck.this.capabilities();
        }
    }

    @Nested
    final class HandshakeFaultSuite extends HandshakeFaultContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return ClientTck.this.capabilities();
        }
    }

    @Nested
    final class ProtocolFaultSuite extends ProtocolFaultContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return ClientTck.this.capabilities();
        }
    }

    @Nested
    final class HandlerClosedSuite extends HandlerClosedContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return ClientTck.this.capabilities();
        }
    }

    @Nested
    final class RequestLimitSuite extends RequestLimitContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return ClientTck.this.capabilities();
        }
    }

    @Nested
    final class SessionHandoverSuite extends SessionHandoverContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return ClientTck.this.capabilities();
        }
    }

    @Nested
    final class SessionMovedSuite extends SessionMovedContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return ClientTck.this.capabilities();
        }
    }

    @Nested
    final class ReadOnlySuite extends ReadOnlyContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return ClientTck.this.capabilities();
        }
    }

    @Nested
    final class SaslSuite extends SaslContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return ClientTck.this.capabilities();
        }
    }

    @Nested
    final class SaslFaultSuite extends SaslFaultContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return ClientTck.this.capabilities();
        }
    }

    @Nested
    final class TlsSuite extends TlsContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }

        @Override
        protected Set<Capability> capabilities() {
            return ClientTck.this.capabilities();
        }
    }
}
