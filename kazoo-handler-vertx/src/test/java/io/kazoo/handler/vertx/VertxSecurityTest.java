package io.kazoo.handler.vertx;

import io.kazoo.handler.Handler;
import io.kazoo.tck.Capability;
import io.kazoo.tck.SaslContract;
import io.kazoo.tck.SaslFaultContract;
import io.kazoo.tck.TlsContract;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** SASL and TLS on this handler. */
@ExtendWith(Loops.class)
class VertxSecurityTest {
    @Nested
    class Sasl extends SaslContract {
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
    class SaslFault extends SaslFaultContract {
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
    class Tls extends TlsContract {
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
