package io.kazoo.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A handler that takes its time to close must not hold up who gives it back, and must be open for who comes. */
class SharedHandlerTest {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch closeBegun = new CountDownLatch(1);
    private final CountDownLatch closeMayEnd = new CountDownLatch(1);
    private final SharedHandler shared = new SharedHandler((Handler) Proxy.newProxyInstance(
            Handler.class.getClassLoader(), new Class<?>[] {Handler.class}, (proxy, method, arguments) -> {
                switch (method.getName()) {
                    case "start" -> calls.add("start");
                    case "close" -> {
                        calls.add("close");
                        closeBegun.countDown();
                        closeMayEnd.await();
                        calls.add("closed");
                    }
                    case "newLane" -> {
                        return null;
                    }
                    case "mayBlock" -> {
                        return true;
                    }
                    default -> {
                        return InvocationHandler.invokeDefault(proxy, method, arguments);
                    }
                }
                return null;
            }));

    @Test
    void whoComesWhileItClosesWaitsAndGetsItStarted() throws InterruptedException {
        shared.acquire();
        Thread last = new Thread(shared::release);
        last.start();
        closeBegun.await();
        Thread next = new Thread(shared::acquire);
        next.start();
        while (next.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(calls).containsExactly("start", "close");
        closeMayEnd.countDown();
        last.join();
        next.join();
        assertThat(calls).containsExactly("start", "close", "closed", "start");
    }

    @Test
    void oneOfSeveralMayGiveItBackWhileAnotherStarts() throws InterruptedException {
        closeMayEnd.countDown();
        shared.acquire();
        Thread other = new Thread(() -> {
            shared.acquire();
            shared.release();
        });
        other.start();
        other.join();
        assertThat(calls).containsExactly("start", "start");
        shared.release();
        assertThat(calls).endsWith("close", "closed");
    }

    @Test
    void aStartThatFailsCountsNoUser() {
        closeMayEnd.countDown();
        int[] starts = {0};
        SharedHandler failing = new SharedHandler((Handler) Proxy.newProxyInstance(
                Handler.class.getClassLoader(), new Class<?>[] {Handler.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    if (method.getName().equals("start") && starts[0]++ == 0) {
                        throw new IllegalStateException("thrown by the test");
                    }
                    return null;
                }));
        assertThatIllegalStateException().isThrownBy(failing::acquire);
        failing.acquire();
        calls.clear();
        failing.release();
        assertThat(calls).contains("close");
    }
}
