package io.kazoo.handler.vertx;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.nio.charset.StandardCharsets;

/** {@link KazooVertxOptions} as JSON. */
final class OptionsJson {
    private OptionsJson() {}

    /** Reads into options; what is missing there stays as it is. */
    static void read(JsonObject json, KazooVertxOptions options) {
        options.setHosts(json.getString("hosts", options.getHosts()));
        options.setSessionTimeout(json.getInteger("sessionTimeout", options.getSessionTimeout()));
        options.setRandomizeHosts(json.getBoolean("randomizeHosts", options.isRandomizeHosts()));
        options.setMaxPending(json.getInteger("maxPending", options.getMaxPending()));
        options.setMaxRequestBytes(json.getInteger("maxRequestBytes", options.getMaxRequestBytes()));
        options.setMaxReplyBytes(json.getInteger("maxReplyBytes", options.getMaxReplyBytes()));
        options.setRequestTimeout(json.getInteger("requestTimeout", options.getRequestTimeout()));
        options.setReadOnly(json.getBoolean("readOnly", options.isReadOnly()));
        options.setShared(json.getBoolean("shared", options.isShared()));
        options.setName(json.getString("name", options.getName()));
        options.setMetricsName(json.getString("metricsName", options.getMetricsName()));
        options.setTracingPolicy(TracingPolicy.valueOf(
                json.getString("tracingPolicy", options.getTracingPolicy().name())));
        JsonObject net = json.getJsonObject("netClientOptions");
        if (net != null) {
            options.setNetClientOptions(new NetClientOptions(net));
        }
        for (Object each : json.getJsonArray("auth", new JsonArray())) {
            JsonObject credential = (JsonObject) each;
            options.addAuth(credential.getString("scheme"), credential.getString("credential"));
        }
    }

    /** Writes all that is text or numbers. */
    static JsonObject write(KazooVertxOptions options) {
        JsonArray credentials = new JsonArray();
        options.getAuth()
                .forEach(each -> credentials.add(new JsonObject()
                        .put("scheme", each.scheme())
                        .put("credential", new String(each.credential(), StandardCharsets.UTF_8))));
        return new JsonObject()
                .put("hosts", options.getHosts())
                .put("sessionTimeout", options.getSessionTimeout())
                .put("randomizeHosts", options.isRandomizeHosts())
                .put("maxPending", options.getMaxPending())
                .put("maxRequestBytes", options.getMaxRequestBytes())
                .put("maxReplyBytes", options.getMaxReplyBytes())
                .put("requestTimeout", options.getRequestTimeout())
                .put("readOnly", options.isReadOnly())
                .put("shared", options.isShared())
                .put("name", options.getName())
                .put("metricsName", options.getMetricsName())
                .put("tracingPolicy", options.getTracingPolicy().name())
                .put("netClientOptions", options.getNetClientOptions().toJson())
                .put("auth", credentials);
    }
}
