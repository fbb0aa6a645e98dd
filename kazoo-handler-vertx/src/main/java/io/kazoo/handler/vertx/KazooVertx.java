package io.kazoo.handler.vertx;

import io.kazoo.KazooClient;
import io.kazoo.KazooClientBuilder;
import io.kazoo.KazooState;
import io.kazoo.exceptions.ConfigurationException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Makes clients for applications on Vert.x.
 *
 * <pre>{@code
 * KazooVertxClient zk = KazooVertx.client(vertx, new KazooVertxOptions("zookeeper://zk1,zk2,zk3/app"));
 * zk.start()
 *   .compose(started -> zk.get("/config"))
 *   .onSuccess(node -> apply(node.data()));
 * }</pre>
 *
 * <p>Made in a verticle, a client runs on the event loop of the verticle and is closed when the verticle is undeployed.
 */
public final class KazooVertx {
    private KazooVertx() {}

    /** As {@link #client(Vertx, KazooVertxOptions)}, for a server on this host. */
    public static KazooVertxClient client(Vertx vertx) {
        return client(vertx, new KazooVertxOptions());
    }

    /**
     * Makes a client, not started. With shared options, all on one Vertx who give the same name get one session, described
     * by the options of the first.
     *
     * @throws IllegalArgumentException if the options cannot be understood
     * @throws io.kazoo.exceptions.ConfigurationException if there is no engine
     */
    public static KazooVertxClient client(Vertx vertx, KazooVertxOptions options) {
        KazooVertxOptions copy = new KazooVertxOptions(options);
        if (!copy.isShared()) {
            KazooClient own = build(vertx, copy);
            Observation observation = observe(vertx, copy, own);
            return FutureClient.closedWithContext(vertx, own, observation, () -> end(own, observation));
        }
        Internals.Share<Observed> share = Internals.share(
                vertx, copy.getName(), () -> observed(vertx, copy), it -> end(it.client(), it.observation()));
        Observed shared = share.value();
        return FutureClient.closedWithContext(vertx, shared.client(), shared.observation(), share.giveBack());
    }

    private record Observed(KazooClient client, Observation observation) {}

    private static Observed observed(Vertx vertx, KazooVertxOptions options) {
        KazooClient client = build(vertx, options);
        return new Observed(client, observe(vertx, options, client));
    }

    private static KazooClient build(Vertx vertx, KazooVertxOptions options) {
        KazooClientBuilder builder = KazooClient.builder()
                .hosts(options.getHosts())
                .sessionTimeout(Duration.ofMillis(options.getSessionTimeout()))
                .randomizeHosts(options.isRandomizeHosts())
                .maxPending(options.getMaxPending())
                .maxRequestBytes(options.getMaxRequestBytes())
                .maxReplyBytes(options.getMaxReplyBytes())
                .readOnly(options.isReadOnly())
                .handler(VertxHandler.ofClient(vertx, options.getNetClientOptions()));
        if (options.getRequestTimeout() > 0) {
            builder.requestTimeout(Duration.ofMillis(options.getRequestTimeout()));
        }
        secure(builder, options);
        return builder.build();
    }

    private static void secure(KazooClientBuilder builder, KazooVertxOptions options) {
        options.getAuth().forEach(builder::auth);
        if (options.getSasl() != null) {
            builder.sasl(options.getSasl());
        }
        if (options.getTls() != null) {
            if (options.getNetClientOptions().isSsl()) {
                throw new ConfigurationException("TLS is configured twice: by setTls and in the NetClientOptions");
            }
            builder.tls(options.getTls());
        }
    }

    private static Observation observe(Vertx vertx, KazooVertxOptions options, KazooClient client) {
        Observation observation = new Observation(vertx, options, client.hosts());
        client.async().addListener(state -> {
            if (state == KazooState.CONNECTED) {
                observation.connected();
            } else {
                observation.disconnected();
            }
        });
        return observation;
    }

    /** Ends the session, then the handler, on its event loop where nobody waits. */
    private static Future<Void> end(KazooClient client, Observation observation) {
        Promise<Void> ended = Promise.promise();
        client.async().stop().onComplete((done, failure) -> {
            client.handler().close();
            observation.close();
            ended.complete();
        });
        return ended.future();
    }
}
