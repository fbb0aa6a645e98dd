package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
import io.kazoo.tck.AclContract;
import io.kazoo.tck.AuthContract;
import io.kazoo.tck.CertainOutcomeContract;
import io.kazoo.tck.ClientCallbackContract;
import io.kazoo.tck.ClientLifecycleContract;
import io.kazoo.tck.ClientStartContract;
import io.kazoo.tck.CreateContract;
import io.kazoo.tck.HandshakeFaultContract;
import io.kazoo.tck.HostListContract;
import io.kazoo.tck.ProtocolFaultContract;
import io.kazoo.tck.QueueingContract;
import io.kazoo.tck.ReadContract;
import io.kazoo.tck.ReadOnlyContract;
import io.kazoo.tck.ReconnectContract;
import io.kazoo.tck.RequestLimitContract;
import io.kazoo.tck.RetryContract;
import io.kazoo.tck.ServerCommandContract;
import io.kazoo.tck.SessionContract;
import io.kazoo.tck.SessionHandoverContract;
import io.kazoo.tck.WriteContract;
import org.junit.jupiter.api.Nested;

/** The contract of clients, on this handler. */
class ThreadingClientTest {
    @Nested
    class Session extends SessionContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class Reconnect extends ReconnectContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class Queueing extends QueueingContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class ClientLifecycle extends ClientLifecycleContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class ClientCallback extends ClientCallbackContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class HostList extends HostListContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class Create extends CreateContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class Read extends ReadContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class Write extends WriteContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class Acl extends AclContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class Auth extends AuthContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class Retry extends RetryContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class ServerCommand extends ServerCommandContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class ProtocolFault extends ProtocolFaultContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class HandshakeFault extends HandshakeFaultContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class ClientStart extends ClientStartContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class RequestLimit extends RequestLimitContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class SessionHandover extends SessionHandoverContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class CertainOutcome extends CertainOutcomeContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class ReadOnly extends ReadOnlyContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }
}
