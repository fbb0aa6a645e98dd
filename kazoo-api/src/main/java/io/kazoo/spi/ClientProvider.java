package io.kazoo.spi;

import io.kazoo.KazooClient;
import io.kazoo.exceptions.ConfigurationException;
import io.kazoo.handler.HandlerSource;
import java.util.ServiceLoader;

/** Makes clients: how an engine announces itself to {@link ServiceLoader}. */
public interface ClientProvider {
    /** Makes a client, not started; it leases the handler when it starts and gives it back when it is closed. */
    KazooClient create(ClientConfig config, HandlerSource handler);

    /**
     * Returns the engine on the class path or module path.
     *
     * @throws ConfigurationException if there is none
     */
    static ClientProvider find() {
        return ServiceLoader.load(ClientProvider.class, ClientProvider.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        "no kazoo engine found: add io.kazoo:kazoo-core to the application's dependencies"));
    }
}
