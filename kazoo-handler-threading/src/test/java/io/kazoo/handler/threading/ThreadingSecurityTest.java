package io.kazoo.handler.threading;

import io.kazoo.handler.Handler;
import io.kazoo.tck.SaslContract;
import io.kazoo.tck.SaslFaultContract;
import io.kazoo.tck.TlsContract;
import org.junit.jupiter.api.Nested;

/** SASL and TLS on this handler. */
class ThreadingSecurityTest {
    @Nested
    class Sasl extends SaslContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class SaslFault extends SaslFaultContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }

    @Nested
    class Tls extends TlsContract {
        @Override
        protected Handler newHandler() {
            return new ThreadingHandler();
        }
    }
}
