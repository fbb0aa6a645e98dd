package io.kazoo.core.sasl;

import io.kazoo.SaslOptions;
import io.kazoo.SaslOptions.DigestMd5;
import io.kazoo.SaslOptions.Jaas;
import io.kazoo.SaslOptions.Kerberos;
import io.kazoo.SaslOptions.KerberosService;
import java.net.InetAddress;
import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginException;
import javax.security.sasl.SaslException;

/** Who the client is, for all its connections. Everything here may block, and one exchange at a time is under way. */
public final class SaslIdentity {
    private static final String DIGEST_LOGIN_MODULE = "DigestLoginModule";

    private final SaslOptions options;
    private final KerberosLogin login;

    /** Makes it; nothing is looked at before the first exchange. */
    public SaslIdentity(SaslOptions options) {
        this.options = options;
        this.login = new KerberosLogin(options);
    }

    /**
     * Begins an exchange.
     *
     * @param host the server as the user wrote it
     * @param address the server's address
     * @throws LoginException if the client cannot log in
     * @throws SaslException if the mechanism is not there
     */
    public SaslExchange begin(String host, InetAddress address) throws LoginException, SaslException {
        if (options instanceof DigestMd5 digest) {
            return SaslExchange.digest(digest);
        }
        if (options instanceof Kerberos kerberos) {
            return kerberos(kerberos.service(), host, address);
        }
        Jaas jaas = (Jaas) options;
        AppConfigurationEntry entry = entry(jaas.section());
        if (entry.getLoginModuleName().endsWith(DIGEST_LOGIN_MODULE)) {
            return SaslExchange.digest(new DigestMd5(option(entry, "username"), option(entry, "password")));
        }
        return kerberos(jaas.service(), host, address);
    }

    private SaslExchange kerberos(KerberosService service, String host, InetAddress address)
            throws LoginException, SaslException {
        String fixed = service.host();
        if (fixed == null) {
            fixed = service.canonicalHost() ? canonical(host, address) : host;
        }
        return SaslExchange.kerberos(login.subject(), service.name(), fixed);
    }

    /** The name that belongs to the address, unless there is none: Kerberos knows no addresses. */
    private static String canonical(String host, InetAddress address) {
        String name = address.getCanonicalHostName();
        return name.equals(address.getHostAddress()) ? host : name;
    }

    private static AppConfigurationEntry entry(String section) throws LoginException {
        AppConfigurationEntry[] entries;
        try {
            entries = Configuration.getConfiguration().getAppConfigurationEntry(section);
        } catch (SecurityException e) {
            LoginException unreadable = new LoginException("the JAAS configuration cannot be read");
            unreadable.initCause(e);
            throw unreadable;
        }
        if (entries == null || entries.length == 0) {
            throw new LoginException("the JAAS configuration has no section " + section);
        }
        return entries[0];
    }

    private static String option(AppConfigurationEntry entry, String name) throws LoginException {
        Map<String, ?> options = entry.getOptions();
        if (options.get(name) instanceof String value) {
            return value;
        }
        throw new LoginException("the JAAS configuration gives no " + name);
    }
}
