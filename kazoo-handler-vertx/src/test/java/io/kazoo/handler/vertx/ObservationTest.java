package io.kazoo.handler.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What tracers and metrics are told. */
class ObservationTest extends Face {
    private final List<String> spans = new CopyOnWriteArrayList<>();
    private final List<String> counts = new CopyOnWriteArrayList<>();
    private Vertx observed;
    private KazooVertxClient client;

    /** A tracer that writes down what it is told. */
    private final class RecordingTracer implements VertxTracer<Void, String> {
        @Override
        public <R> String sendRequest(
                Context context,
                SpanKind kind,
                TracingPolicy policy,
                R request,
                String operation,
                BiConsumer<String, String> headers,
                TagExtractor<R> tags) {
            Map<String, String> extracted = tags.extract(request);
            assertThat(kind).isEqualTo(SpanKind.RPC);
            assertThat(extracted)
                    .containsEntry("db.system.name", "zookeeper")
                    .containsEntry("db.operation.name", operation)
                    .containsKeys("server.address", "server.port");
            spans.add("begin " + operation + " " + extracted.get("zookeeper.path") + " " + policy);
            return operation;
        }

        @Override
        public <R> void receiveResponse(
                Context context, R response, String span, Throwable failure, TagExtractor<R> tags) {
            spans.add("end " + span
                    + (failure == null ? "" : " " + failure.getClass().getSimpleName()));
        }
    }

    /** Metrics that write down what they are told. */
    private final class RecordingMetrics implements ClientMetrics<String, Object, Object> {
        @Override
        public String init() {
            return "call";
        }

        @Override
        public void requestBegin(String call, String uri, Object request) {
            counts.add(call + " " + uri);
        }

        @Override
        public void responseEnd(String call) {
            counts.add(call + " answered");
        }

        @Override
        public void requestReset(String call) {
            counts.add(call + " failed");
        }

        @Override
        public void connected() {
            counts.add("connected");
        }

        @Override
        public void disconnected() {
            counts.add("disconnected");
        }

        @Override
        public void close() {
            counts.add("closed");
        }
    }

    @BeforeEach
    void startObserved() {
        VertxMetrics metrics = new VertxMetrics() {
            @Override
            public ClientMetrics<?, ?, ?> createClientMetrics(SocketAddress remote, String type, String name) {
                counts.add(type + " " + name);
                return new RecordingMetrics();
            }
        };
        observed = Vertx.builder()
                .with(new VertxOptions()
                        .setTracingOptions(new TracingOptions())
                        .setMetricsOptions(new MetricsOptions().setEnabled(true)))
                .withTracer(options -> new RecordingTracer())
                .withMetrics(options -> metrics)
                .build();
        client = KazooVertx.client(observed, options().setMetricsName("mine").setTracingPolicy(TracingPolicy.ALWAYS));
    }

    @AfterEach
    void closeObserved() throws Exception {
        get(observed.close());
    }

    @Test
    void everyCallIsASpanAndACount() throws Exception {
        get(client.start());
        get(client.exists("/"));
        assertThatThrownBy(() -> get(client.get("/none"))).hasMessageContaining("/none");
        eventually().until(() -> counts.contains("connected"));
        get(client.close());
        assertThat(spans)
                .containsExactly(
                        "begin start null ALWAYS",
                        "end start",
                        "begin exists / ALWAYS",
                        "end exists",
                        "begin get /none ALWAYS",
                        "end get NoNodeException");
        eventually().until(() -> counts.contains("closed"));
        assertThat(counts).contains("connected", "disconnected");
        assertThat(counts.stream().filter(count -> !count.endsWith("connected")))
                .containsExactly(
                        "zookeeper mine",
                        "call start",
                        "call answered",
                        "call exists",
                        "call answered",
                        "call get",
                        "call failed",
                        "closed");
    }
}
