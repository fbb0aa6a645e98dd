package io.kazoo.benchmarks;

import io.kazoo.benchmarks.client.Contestant;
import io.kazoo.benchmarks.client.CuratorContestant;
import io.kazoo.benchmarks.client.KazooContestant;
import io.kazoo.benchmarks.client.OfficialContestant;
import io.kazoo.benchmarks.client.RawContestant;
import io.kazoo.handler.HandlerProvider;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Somebody who takes part.
 *
 * @param name how reports call it
 * @param type what its JVM runs
 * @param argument what that is made with
 * @param classPath the class path of its JVM
 */
record Contender(String name, Class<? extends Contestant> type, String argument, String classPath) {
    static final String RAW = "raw";
    static final String OFFICIAL = "official";
    static final String CURATOR = "curator";

    /** All that can take part: the limit, the competition, and this library on every handler on the class path. */
    static List<Contender> all() {
        String ours = System.getProperty("java.class.path");
        Path classes = home();
        List<Contender> all = new ArrayList<>();
        all.add(new Contender(RAW, RawContestant.class, "", classes.toString()));
        all.add(foreign(OFFICIAL, OfficialContestant.class, classes));
        all.add(foreign(CURATOR, CuratorContestant.class, classes));
        ServiceLoader.load(HandlerProvider.class).stream()
                .map(provider -> provider.get().name())
                .sorted(Comparator.comparingInt(Contender::order).thenComparing(name -> name))
                .forEach(name -> all.add(new Contender(name, KazooContestant.class, name, ours)));
        return List.copyOf(all);
    }

    /** Tells whether this is this library. */
    boolean isKazoo() {
        return !List.of(RAW, OFFICIAL, CURATOR).contains(name);
    }

    private static Contender foreign(String name, Class<? extends Contestant> type, Path classes) {
        Path jars = classes.resolveSibling("contenders").resolve(name);
        return new Contender(name, type, "", classes + File.pathSeparator + jars.resolve("*"));
    }

    private static int order(String handler) {
        int known = List.of("threading", "loom", "vertx").indexOf(handler);
        return known < 0 ? Integer.MAX_VALUE : known;
    }

    /** This module's classes. */
    static Path home() {
        try {
            return Path.of(Contender.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
