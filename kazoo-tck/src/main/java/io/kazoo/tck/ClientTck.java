package io.kazoo.tck;

import io.kazoo.handler.Handler;
import org.junit.jupiter.api.Nested;

/** All contracts of level 2, each a suite of its own in reports: a handler's test extends this and makes the handler. */
public abstract class ClientTck {
    /** For the handler's tests. */
    protected ClientTck() {}

    /** Makes a handler to be checked, not started. */
    protected abstract Handler newHandler();

    @Nested
    final class SessionSuite extends SessionContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }
    }

    @Nested
    final class ReconnectSuite extends ReconnectContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }
    }

    @Nested
    final class QueueingSuite extends QueueingContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }
    }

    @Nested
    final class ClientStartSuite extends ClientStartContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }
    }

    @Nested
    final class ClientLifecycleSuite extends ClientLifecycleContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }
    }

    @Nested
    final class ClientCallbackSuite extends ClientCallbackContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }
    }

    @Nested
    final class HostListSuite extends HostListContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }
    }

    @Nested
    final class CreateSuite extends CreateContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }
    }

    @Nested
    final class ReadSuite extends ReadContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }
    }

    @Nested
    final class WriteSuite extends WriteContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }
    }

    @Nested
    final class AclSuite extends AclContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }
    }

    @Nested
    final class AuthSuite extends AuthContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }
    }

    @Nested
    final class RetrySuite extends RetryContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }
    }

    @Nested
    final class ServerCommandSuite extends ServerCommandContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }
    }

    @Nested
    final class HandshakeFaultSuite extends HandshakeFaultContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }
    }

    @Nested
    final class ProtocolFaultSuite extends ProtocolFaultContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }
    }

    @Nested
    final class SaslSuite extends SaslContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }
    }

    @Nested
    final class SaslFaultSuite extends SaslFaultContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }
    }

    @Nested
    final class TlsSuite extends TlsContract {
        @Override
        protected Handler newHandler() {
            return ClientTck.this.newHandler();
        }
    }
}
