package io.kazoo.core.sasl;

import io.kazoo.SaslOptions.DigestMd5;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.sasl.RealmCallback;
import javax.security.sasl.RealmChoiceCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import org.jspecify.annotations.Nullable;

/** SASL on one connection. Every call may block; calls come one after the other, from whatever thread. */
public final class SaslExchange {
    /** What ZooKeeper's servers call themselves for DIGEST-MD5, wherever they run. */
    private static final String DIGEST_SERVER = "zk-sasl-md5";

    private static final String DIGEST_SERVICE = "zookeeper";

    private final SaslClient client;
    private final @Nullable Subject subject;

    private SaslExchange(SaslClient client, @Nullable Subject subject) {
        this.client = client;
        this.subject = subject;
    }

    /**
     * What this side has to say.
     *
     * @param token for the server, or null for nothing more
     * @param content whether this side is content
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Step(byte @Nullable [] token, boolean content) {}

    static SaslExchange digest(DigestMd5 identity) throws SaslException {
        SaslClient client = Sasl.createSaslClient(
                new String[] {"DIGEST-MD5"},
                identity.username(),
                DIGEST_SERVICE,
                DIGEST_SERVER,
                Map.of(),
                callbacks -> answer(identity, callbacks));
        return new SaslExchange(present(client, "DIGEST-MD5"), null);
    }

    static SaslExchange kerberos(Subject subject, String service, String host) throws SaslException {
        SaslClient client = as(
                subject,
                () -> Sasl.createSaslClient(
                        new String[] {"GSSAPI"}, null, service, host, Map.of(Sasl.SERVER_AUTH, "true"), null));
        return new SaslExchange(present(client, "GSSAPI (module jdk.security.jgss)"), subject);
    }

    private static SaslClient present(@Nullable SaslClient client, String mechanism) throws SaslException {
        if (client == null) {
            throw new SaslException("this JVM has no " + mechanism);
        }
        return client;
    }

    private static void answer(DigestMd5 identity, Callback[] callbacks) throws UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName(identity.username());
            } else if (callback instanceof PasswordCallback password) {
                password.setPassword(identity.password().toCharArray());
            } else if (callback instanceof RealmCallback realm) {
                realm.setText(realm.getDefaultText());
            } else if (callback instanceof RealmChoiceCallback realm) {
                realm.setSelectedIndex(realm.getDefaultChoice());
            } else {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }

    /**
     * Goes one step.
     *
     * @param challenge what the server has sent, or null for the first step
     * @throws SaslException if this side cannot go on
     */
    public Step evaluate(byte @Nullable [] challenge) throws SaslException {
        if (challenge == null && !client.hasInitialResponse()) {
            return new Step(new byte[0], false); // asks the server to begin
        }
        byte[] token = as(subject, () -> client.evaluateChallenge(challenge == null ? new byte[0] : challenge));
        return new Step(token, client.isComplete());
    }

    private static <T extends @Nullable Object> T as(@Nullable Subject subject, PrivilegedExceptionAction<T> action)
            throws SaslException {
        try {
            return subject == null ? action.run() : Subject.doAs(subject, action);
        } catch (SaslException e) {
            throw e;
        } catch (PrivilegedActionException e) {
            throw e.getException() instanceof SaslException failure
                    ? failure
                    : new SaslException("SASL failed", e.getException());
        } catch (Exception e) {
            throw new SaslException("SASL failed", e);
        }
    }
}
