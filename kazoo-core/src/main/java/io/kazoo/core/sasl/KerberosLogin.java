package io.kazoo.core.sasl;

import io.kazoo.SaslOptions;
import io.kazoo.SaslOptions.Jaas;
import io.kazoo.SaslOptions.Kerberos;
import io.kazoo.SaslOptions.Keytab;
import io.kazoo.SaslOptions.Tickets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosTicket;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;

/**
 * Logs in when a connection needs a ticket and there is none that lasts, so nothing has to be renewed while a connection
 * lives: servers ask once.
 */
final class KerberosLogin {
    private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";

    private final SaslOptions options;
    private volatile @Nullable Subject cached;

    KerberosLogin(SaslOptions options) {
        this.options = options;
    }

    /** Returns who the client is, with a ticket that lasts. */
    Subject subject() throws LoginException {
        if (options instanceof Kerberos kerberos && kerberos.login() instanceof Tickets tickets) {
            return tickets.subject().get();
        }
        Subject known = cached;
        if (known != null && lasts(known, Instant.now())) {
            return known;
        }
        LoginContext context = context();
        context.login();
        Subject subject = context.getSubject();
        cached = subject;
        return subject;
    }

    private LoginContext context() throws LoginException {
        if (options instanceof Jaas jaas) {
            return new LoginContext(jaas.section());
        }
        Map<String, String> module = new HashMap<>(Map.of("doNotPrompt", "true", "isInitiator", "true"));
        if (options instanceof Kerberos kerberos && kerberos.login() instanceof Keytab keytab) {
            module.put("useKeyTab", "true");
            module.put("keyTab", keytab.keytab().toAbsolutePath().toString());
            module.put("principal", keytab.principal());
            module.put("storeKey", "true");
        } else {
            module.put("useTicketCache", "true");
        }
        AppConfigurationEntry entry = new AppConfigurationEntry(MODULE, LoginModuleControlFlag.REQUIRED, module);
        return new LoginContext("kazoo", null, null, new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[] {entry};
            }
        });
    }

    private static boolean lasts(Subject subject, Instant now) {
        return subject.getPrivateCredentials(KerberosTicket.class).stream()
                .filter(ticket -> ticket.getServer().getName().startsWith("krbtgt/"))
                .anyMatch(ticket -> isFresh(ticket, now));
    }

    /** A ticket is replaced when four fifths of its life are over, as the official client has it. */
    private static boolean isFresh(KerberosTicket ticket, Instant now) {
        Instant from = ticket.getAuthTime() == null ? now : ticket.getAuthTime().toInstant();
        Duration life = Duration.between(from, ticket.getEndTime().toInstant());
        return !ticket.isDestroyed()
                && now.isBefore(from.plus(life.multipliedBy(4).dividedBy(5)));
    }
}
