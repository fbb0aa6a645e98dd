package io.kazoo.handler.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * A timer that was set just before its event loop ended: Netty refuses even to forget it. Rare on a real one, so the
 * Vertx here does nothing else.
 */
class VertxTimerTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger fired = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();
    private final Set<VertxTimer> waiting = new HashSet<>();
    private final VertxTimer timer =
            new VertxTimer(refusing(), fired::incrementAndGet, dropped::incrementAndGet, waiting);

    private Vertx refusing() {
        return (Vertx) Proxy.newProxyInstance(
                Vertx.class.getClassLoader(), new Class<?>[] {Vertx.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("cancelTimer");
                    asked.incrementAndGet();
                    throw new RejectedExecutionException("event executor terminated");
                });
    }

    @Test
    void isDroppedAllTheSame() {
        timer.drop();
        assertThat(asked).hasValue(1);
        assertThat(dropped).hasValue(1);
        assertThat(fired).hasValue(0);
        assertThat(waiting).isEmpty();
    }

    @Test
    void isCancelledAllTheSame() {
        assertThat(timer.cancel()).isTrue();
        assertThat(asked).hasValue(1);
        timer.fire();
        timer.drop();
        assertThat(fired).hasValue(0);
        assertThat(dropped).hasValue(0);
        assertThat(waiting).isEmpty();
    }
}
