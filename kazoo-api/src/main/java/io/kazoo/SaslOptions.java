package io.kazoo;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * How a client proves by SASL who it is, on every connection before anything else is sent. No JAAS file is needed; {@link
 * #jaas(String)} uses the JVM's.
 */
public sealed interface SaslOptions {
    /** Name and password, by the mechanism DIGEST-MD5. */
    static SaslOptions digestMd5(String username, String password) {
        return new DigestMd5(username, password);
    }

    /**
     * As {@link #digestMd5(String, String)}.
     *
     * @param credential {@code user:password} in UTF-8, of any scheme
     * @throws IllegalArgumentException if there is no colon in it
     */
    static SaslOptions digestMd5(AuthData credential) {
        String both = new String(credential.credential(), StandardCharsets.UTF_8);
        int colon = both.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a credential for SASL is user:password");
        }
        return digestMd5(both.substring(0, colon), both.substring(colon + 1));
    }

    /** Kerberos, with the key of a principal; a ticket is fetched when there is none that lasts. */
    static Kerberos kerberos(String principal, Path keytab) {
        return new Kerberos(new Keytab(principal, keytab), KerberosService.DEFAULT);
    }

    /** Kerberos, with the ticket that {@code kinit} has left on this machine. */
    static Kerberos kerberosTicketCache() {
        return new Kerberos(new TicketCache(), KerberosService.DEFAULT);
    }

    /**
     * Kerberos, with tickets of the application's own.
     *
     * @param subject returns who the client is, asked for each connection, on a thread that may block; what it throws
     *     counts as a failed login
     */
    static Kerberos kerberos(Supplier<Subject> subject) {
        return new Kerberos(new Tickets(subject), KerberosService.DEFAULT);
    }

    /**
     * What a section of the JVM's JAAS configuration says, {@code Client} by convention: one whose login module is called
     * {@code DigestLoginModule} means {@link #digestMd5} with its {@code username} and {@code password}, any other is
     * logged in with, for Kerberos.
     */
    static Jaas jaas(String section) {
        return new Jaas(section, KerberosService.DEFAULT);
    }

    /**
     * Name and password.
     *
     * @param username the name
     * @param password the password, printed as {@code ***}
     */
    record DigestMd5(String username, String password) implements SaslOptions {
        /** Checks the parts. */
        public DigestMd5 {
            requireNonNull(username);
            requireNonNull(password);
        }

        @Override
        public String toString() {
            return "DigestMd5[username=" + username + ", password=***]";
        }
    }

    /**
     * Kerberos, by the mechanism GSSAPI.
     *
     * @param login where the client's tickets come from
     * @param service whom they are for
     */
    record Kerberos(Login login, KerberosService service) implements SaslOptions {
        /** Checks the parts. */
        public Kerberos {
            requireNonNull(login);
            requireNonNull(service);
        }

        /** Returns the same for another service. */
        public Kerberos withService(KerberosService other) {
            return new Kerberos(login, other);
        }
    }

    /**
     * A section of the JVM's JAAS configuration.
     *
     * @param section its name
     * @param service whom tickets are for, if it is one for Kerberos
     */
    record Jaas(String section, KerberosService service) implements SaslOptions {
        /** Checks the parts. */
        public Jaas {
            requireNonNull(section);
            requireNonNull(service);
        }

        /** Returns the same for another service. */
        public Jaas withService(KerberosService other) {
            return new Jaas(section, other);
        }
    }

    /** Where tickets come from. */
    sealed interface Login {}

    /**
     * A key in a file.
     *
     * @param principal whose key, for example {@code app@EXAMPLE.COM}
     * @param keytab the file
     */
    record Keytab(String principal, Path keytab) implements Login {
        /** Checks the parts. */
        public Keytab {
            requireNonNull(principal);
            requireNonNull(keytab);
        }
    }

    /** The ticket cache of the user that runs the JVM. */
    record TicketCache() implements Login {}

    /**
     * The application itself.
     *
     * @param subject holds the tickets
     */
    record Tickets(Supplier<Subject> subject) implements Login {
        /** Checks the parts. */
        public Tickets {
            requireNonNull(subject);
        }
    }

    /**
     * The principal of a server: {@code zookeeper/host@REALM}. The realm is the one Kerberos' own configuration has for
     * the host.
     *
     * @param name the first part
     * @param host the second part, the same for all servers; null to use the server's own
     * @param canonicalHost whether a server's own name is looked up by its address, as the official client does; if not,
     *     it is the one in the connect string
     */
    record KerberosService(String name, @Nullable String host, boolean canonicalHost) {
        /** What servers are usually called: {@code zookeeper/}, and the name that belongs to the address. */
        public static final KerberosService DEFAULT = new KerberosService("zookeeper", null, true);

        /** Checks the parts. */
        public KerberosService {
            requireNonNull(name);
        }

        /** Returns the same with another first part. */
        public KerberosService withName(String other) {
            return new KerberosService(other, host, canonicalHost);
        }

        /** Returns the same with one host for all servers. */
        public KerberosService withHost(String other) {
            return new KerberosService(name, requireNonNull(other), canonicalHost);
        }

        /** Returns the same with names looked up by address, or not. */
        public KerberosService withCanonicalHost(boolean canonical) {
            return new KerberosService(name, host, canonical);
        }
    }
}
