package io.kazoo.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.exceptions.CancelledException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Many who ask for one host at once are one question. */
class NameLookupsTest {
    private final Queue<Runnable> jobs = new ArrayDeque<>();
    private boolean running = true;
    private final Handler handler = (Handler) Proxy.newProxyInstance(
            Handler.class.getClassLoader(),
            new Class<?>[] {Handler.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "hashCode" -> 1;
                case "equals" -> true; // there is only this one
                case "offload" -> offload((Runnable) arguments[0]);
                default -> InvocationHandler.invokeDefault(proxy, method, arguments);
            });

    private Object offload(Runnable job) {
        if (!running) {
            throw new RejectedExecutionException();
        }
        jobs.add(job);
        return null;
    }

    private AsyncResult<List<InetAddress>> resolve(String host) {
        return handler.resolve(null, host);
    }

    @Test
    void whoAsksMeanwhileSharesTheAnswer() {
        AsyncResult<List<InetAddress>> first = resolve("127.0.0.1");
        AsyncResult<List<InetAddress>> second = resolve("127.0.0.1");
        AsyncResult<List<InetAddress>> third = resolve("127.0.0.1");
        AsyncResult<List<InetAddress>> other = resolve("127.0.0.2");
        assertThat(jobs).hasSize(2);
        first.cancel();
        jobs.forEach(Runnable::run);
        assertThat(first.failure()).isInstanceOf(CancelledException.class);
        assertThat(second.getNow()).containsExactly(InetAddress.getLoopbackAddress());
        assertThat(third.getNow()).isEqualTo(second.getNow());
        assertThat(other.getNow()).isNotEqualTo(second.getNow());

        jobs.clear();
        assertThat(resolve("127.0.0.1").isDone()).isFalse();
        assertThat(jobs).as("what was answered is asked anew").hasSize(1);
        jobs.forEach(Runnable::run);
    }

    @Test
    void aFailureIsEverybodysAndIsNotKept() {
        AsyncResult<List<InetAddress>> first = resolve("no.such.host.invalid:");
        AsyncResult<List<InetAddress>> second = resolve("no.such.host.invalid:");
        jobs.forEach(Runnable::run);
        assertThat(first.failure()).isInstanceOf(UnknownHostException.class);
        assertThat(second.failure()).isSameAs(first.failure());

        running = false;
        assertThat(resolve("127.0.0.1").failure()).isInstanceOf(CancelledException.class);
        running = true;
        assertThat(resolve("127.0.0.1").isDone()).isFalse();
        jobs.forEach(Runnable::run);
    }
}
