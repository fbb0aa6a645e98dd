package io.kazoo.core.client;

import io.kazoo.KazooClient;
import io.kazoo.handler.HandlerSource;
import io.kazoo.spi.ClientConfig;
import io.kazoo.spi.ClientProvider;

/** Announces this engine. */
public final class CoreClientProvider implements ClientProvider {
    /** Makes the provider; called by {@link java.util.ServiceLoader}. */
    public CoreClientProvider() {}

    @Override
    public KazooClient create(ClientConfig config, HandlerSource handler) {
        ClientCore core = new ClientCore(config, handler);
        KazooClient client = new BlockingClient(Root.of(core));
        if (config.followEnsemble()) {
            EnsembleFollower.follow(core, client.async());
        }
        return client;
    }
}
