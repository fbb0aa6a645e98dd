package io.kazoo.core.client;

import io.kazoo.AsyncResult;
import io.kazoo.core.sasl.SaslExchange;
import io.kazoo.core.sasl.SaslIdentity;
import io.kazoo.exceptions.ConfigurationException;
import io.kazoo.handler.DialRequest;
import io.kazoo.handler.Handler;
import io.kazoo.handler.Lane;
import javax.security.auth.login.LoginException;
import javax.security.sasl.SaslException;
import org.jspecify.annotations.Nullable;

/** SASL on one connection, each step on a thread that may block. One step at a time is under way. */
final class SaslSteps {
    private final DialRequest server;
    private final @Nullable SaslIdentity identity;
    private volatile @Nullable SaslExchange exchange;

    SaslSteps(DialRequest server, @Nullable SaslIdentity identity) {
        this.server = server;
        this.identity = identity;
    }

    /**
     * Goes one step.
     *
     * @param challenge what the server has sent, null for the first step
     */
    AsyncResult<SaslExchange.Step> next(Handler handler, Lane lane, byte @Nullable [] challenge) {
        return handler.spawn(lane, () -> begun().evaluate(challenge));
    }

    private SaslExchange begun() throws LoginException, SaslException {
        SaslExchange known = exchange;
        if (known == null) {
            if (identity == null) {
                throw new ConfigurationException("there is no identity for SASL");
            }
            known = identity.begin(server.hostName(), server.address().getAddress());
            exchange = known;
        }
        return known;
    }
}
