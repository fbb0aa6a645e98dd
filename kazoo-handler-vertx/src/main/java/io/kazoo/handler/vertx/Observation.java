package io.kazoo.handler.vertx;

import io.kazoo.HostList;
import io.kazoo.HostPort;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Tells the tracer and the metrics of a Vertx, where it has them, what a client does. All that is used of these two SPIs.
 * Tags are those that OpenTelemetry gives to calls of databases. A path is a tag, data is not.
 */
final class Observation {
    private final @Nullable VertxTracer<Object, Object> tracer;
    private final @Nullable ClientMetrics<Object, Request, Object> metrics;
    private final TracingPolicy policy;
    private final HostPort server;
    private boolean isConnected;

    /** What is asked of a server, as tracers and metrics see it. */
    record Request(String operation, @Nullable String path, HostPort server) {}

    private enum Tags implements TagExtractor<Request> {
        OF_REQUEST;

        @Override
        public int len(Request request) {
            return request.path() == null ? 4 : 5;
        }

        @Override
        public String name(Request request, int index) {
            return switch (index) {
                case 0 -> "db.system.name";
                case 1 -> "db.operation.name";
                case 2 -> "server.address";
                case 3 -> "server.port";
                default -> "zookeeper.path";
            };
        }

        @Override
        public String value(Request request, int index) {
            return switch (index) {
                case 0 -> "zookeeper";
                case 1 -> request.operation();
                case 2 -> request.server().host();
                case 3 -> String.valueOf(request.server().port());
                default -> String.valueOf(request.path());
            };
        }
    }

    @SuppressWarnings("unchecked") // what the two make of a call is given back to them and to nobody else
    Observation(Vertx vertx, KazooVertxOptions options, HostList hosts) {
        VertxInternal internal = (VertxInternal) vertx;
        server = hosts.servers().get(0);
        policy = options.getTracingPolicy();
        tracer = (VertxTracer<Object, Object>) internal.tracer();
        VertxMetrics all = internal.metrics();
        metrics = all == null
                ? null
                : (ClientMetrics<Object, Request, Object>) all.createClientMetrics(
                        SocketAddress.inetSocketAddress(server.port(), server.host()),
                        "zookeeper",
                        options.getMetricsName());
    }

    /** A call begins, on the context of the caller. */
    Call begin(Context context, String operation, @Nullable String path) {
        Request request = new Request(operation, path, server);
        Object metric = null;
        if (metrics != null) {
            metric = metrics.init();
            metrics.requestBegin(metric, operation, request);
            metrics.requestEnd(metric);
        }
        Object span = null;
        if (tracer != null) {
            span = tracer.sendRequest(
                    context, SpanKind.RPC, policy, request, operation, (name, value) -> {}, Tags.OF_REQUEST);
        }
        return new Call(context, metric, span);
    }

    /** The session has a connection; called on one lane, as is the next. */
    void connected() {
        if (metrics != null && !isConnected) {
            isConnected = true;
            metrics.connected();
        }
    }

    /** The session has none. */
    void disconnected() {
        if (metrics != null && isConnected) {
            isConnected = false;
            metrics.disconnected();
        }
    }

    void close() {
        if (metrics != null) {
            metrics.close();
        }
    }

    /** A call under way. */
    final class Call {
        private final Context context;
        private final @Nullable Object metric;
        private final @Nullable Object span;

        Call(Context context, @Nullable Object metric, @Nullable Object span) {
            this.context = context;
            this.metric = metric;
            this.span = span;
        }

        void succeeded() {
            if (metrics != null) {
                metrics.responseBegin(metric, "ok");
                metrics.responseEnd(metric);
            }
            if (tracer != null && span != null) {
                tracer.receiveResponse(context, "ok", span, null, TagExtractor.empty());
            }
        }

        void failed(Throwable cause) {
            if (metrics != null) {
                metrics.requestReset(metric);
            }
            if (tracer != null && span != null) {
                tracer.receiveResponse(context, null, span, cause, TagExtractor.empty());
            }
        }
    }
}
