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
        return new BlockingClient(
                new Root(new ClientCore(config, handler), config.hosts().chroot()));
    }
}
