package io.kazoo.handler.vertx;

import io.kazoo.handler.Handler;
import io.kazoo.tck.AwaitContract;
import io.kazoo.tck.CallbackContract;
import io.kazoo.tck.Capability;
import io.kazoo.tck.CloseContract;
import io.kazoo.tck.DeferredContract;
import io.kazoo.tck.DialContract;
import io.kazoo.tck.LaneContract;
import io.kazoo.tck.PrimitiveContract;
import io.kazoo.tck.StageContract;
import io.kazoo.tck.TimerContract;
import io.kazoo.tck.TransportContract;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract of handlers, on one with a Vertx that outlives it; so threads are not counted. */
@ExtendWith(Loops.class)
class GivenVertxTest {
    @Nested
    class Await extends AwaitContract {
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
    class Callback extends CallbackContract {
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
    class Close extends CloseContract {
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
    class Deferred extends DeferredContract {
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
    class Dial extends DialContract {
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
    class Lane extends LaneContract {
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
    class Primitive extends PrimitiveContract {
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
    class Stage extends StageContract {
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
    class Timer extends TimerContract {
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
    class Transport extends TransportContract {
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
