package io.kazoo.core.client;

import io.kazoo.HostPort;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The servers that the SRV records of a name tell of (RFC 2782), through the name servers of this machine. */
final class ServiceRecords {
    private static final Logger LOG = LoggerFactory.getLogger("io.kazoo.client");

    /** A name server that is silent costs 0.5 s, then 1 s; a search for a server begins anew soon enough. */
    private static final String FIRST_WAIT_MILLIS = "500";

    private static final String TRIES = "2";

    /**
     * One record.
     *
     * @param priority those with the lowest come first
     * @param weight its share among those of the same priority
     */
    record Entry(int priority, int weight, HostPort target) {}

    private ServiceRecords() {}

    /** Returns the servers in the order in which they are to be tried. Blocks. */
    static List<HostPort> lookUp(String name, RandomGenerator random) throws UnknownHostException {
        List<Entry> entries = new ArrayList<>();
        for (String text : ask(name)) {
            try {
                entries.add(parse(text));
            } catch (IllegalArgumentException e) {
                LOG.warn("an SRV record of {} is of no use: {}", name, e.getMessage());
            }
        }
        if (entries.isEmpty()) {
            throw new UnknownHostException(name + " has no SRV record of a server");
        }
        return order(entries, random);
    }

    /** The name of a service has no scheme, {@link HostPort} sees to it: JNDI asks the DNS, and that sends text only. */
    @SuppressWarnings({"BanJNDI", "JdkObsolete"}) // and JNDI takes a Hashtable
    private static List<String> ask(String name) throws UnknownHostException {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put("com.sun.jndi.dns.timeout.initial", FIRST_WAIT_MILLIS);
        environment.put("com.sun.jndi.dns.timeout.retries", TRIES);
        List<String> texts = new ArrayList<>();
        try {
            DirContext context = new InitialDirContext(environment);
            try {
                Attribute records =
                        context.getAttributes(name, new String[] {"SRV"}).get("SRV");
                if (records != null) {
                    NamingEnumeration<?> each = records.getAll();
                    while (each.hasMore()) {
                        texts.add(String.valueOf(each.next()));
                    }
                }
            } finally {
                context.close();
            }
        } catch (NamingException e) {
            UnknownHostException unknown = new UnknownHostException("cannot ask for the SRV records of " + name);
            unknown.initCause(e);
            throw unknown;
        }
        return texts;
    }

    /**
     * Reads {@code priority weight port target}.
     *
     * @throws IllegalArgumentException if it names no server, as the target "." does on purpose
     */
    static Entry parse(String text) {
        String[] parts = text.trim().split(" +", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("\"" + text + "\"");
        }
        String target = parts[3].endsWith(".") ? parts[3].substring(0, parts[3].length() - 1) : parts[3];
        HostPort host = new HostPort(target, Integer.parseInt(parts[2]));
        if (host.isService()) {
            throw new IllegalArgumentException("no port in \"" + text + "\"");
        }
        return new Entry(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), host);
    }

    /** By priority; within one, each comes next with a probability that is its share of the weights left. */
    static List<HostPort> order(List<Entry> entries, RandomGenerator random) {
        List<Entry> left = new ArrayList<>(entries);
        left.sort(Comparator.comparingInt(Entry::priority));
        List<HostPort> order = new ArrayList<>();
        while (!left.isEmpty()) {
            int priority = left.get(0).priority();
            List<Entry> equals =
                    left.stream().filter(each -> each.priority() == priority).toList();
            // One more than the sum, so that a weight of 0 has a small chance, as the RFC wants.
            int sum = equals.stream().mapToInt(each -> each.weight() + 1).sum();
            int point = random.nextInt(sum);
            int index = 0;
            while (point > equals.get(index).weight()) {
                point -= equals.get(index).weight() + 1;
                index++;
            }
            order.add(equals.get(index).target());
            left.remove(equals.get(index));
        }
        return order;
    }
}
