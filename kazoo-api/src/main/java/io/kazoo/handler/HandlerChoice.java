package io.kazoo.handler;

import io.kazoo.exceptions.ConfigurationException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the handler of a client: an instance the application supplies, else the name given to the builder, else the
 * system property {@code kazoo.handler}, else the only provider present, where those that are no {@linkplain
 * HandlerProvider#isDefault() default} count only if there is no other. Anything else is an error that says what was
 * found, what could not be loaded and why, and what to add.
 *
 * <p>Where a provider says that an {@linkplain HandlerProvider#instanceRequired() instance is required}, only a builder
 * that names another handler is obeyed without one.
 */
public final class HandlerChoice {
    /** The system property that names a handler. */
    public static final String PROPERTY = "kazoo.handler";

    /** More failures than this in a row mean that the loader does not get past a broken provider. */
    private static final int MAX_FAILURES = 100;

    private static final ConcurrentMap<String, SharedHandler> SHARED = new ConcurrentHashMap<>();

    private final List<HandlerProvider> found = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();

    private HandlerChoice(Iterator<HandlerProvider> providers) {
        // A provider compiled for a newer Java throws UnsupportedClassVersionError, even out of hasNext; the next call
        // goes on behind it. So does a provider with a broken constructor.
        while (broken.size() < MAX_FAILURES) {
            try {
                if (!providers.hasNext()) {
                    return;
                }
                found.add(providers.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                broken.add(e.getMessage() == null ? e.toString() : e.getMessage());
            }
        }
    }

    /**
     * Chooses a handler.
     *
     * @param instance the application's own, or null
     * @param name the name asked for, or null
     * @throws ConfigurationException if none, or more than one, fits
     */
    public static HandlerSource choose(@Nullable Handler instance, @Nullable String name) {
        if (instance != null) {
            return new SuppliedHandler(instance);
        }
        HandlerProvider provider = choose(
                ServiceLoader.load(HandlerProvider.class, HandlerProvider.class.getClassLoader())
                        .iterator(),
                name,
                System.getProperty(PROPERTY));
        return SHARED.computeIfAbsent(provider.name(), key -> new SharedHandler(provider.create()));
    }

    /** The choice itself, without the class path: what tests call. */
    static HandlerProvider choose(
            Iterator<HandlerProvider> providers, @Nullable String name, @Nullable String property) {
        HandlerChoice choice = new HandlerChoice(providers);
        if (name != null) {
            HandlerProvider named = choice.named(name, "asked for by the builder");
            choice.refuseIfInstanceRequired(List.of(named));
            return named;
        }
        choice.refuseIfInstanceRequired(choice.found);
        if (property != null && !property.isBlank()) {
            return choice.named(property, "asked for by the system property " + PROPERTY);
        }
        return choice.only();
    }

    private HandlerProvider only() {
        List<HandlerProvider> defaults =
                found.stream().filter(HandlerProvider::isDefault).toList();
        List<HandlerProvider> candidates = defaults.isEmpty() ? found : defaults;
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        throw problem(
                found.isEmpty()
                        ? "no handler found"
                        : "more than one handler found; choose one with builder.handler(name) or -D" + PROPERTY
                                + "=name");
    }

    private void refuseIfInstanceRequired(List<HandlerProvider> candidates) {
        for (HandlerProvider provider : candidates) {
            String reason = provider.instanceRequired();
            if (reason != null) {
                throw problem("no handler was handed to the builder, but " + reason);
            }
        }
    }

    private HandlerProvider named(String name, String who) {
        return found.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> problem("no handler \"" + name + "\", " + who));
    }

    private ConfigurationException problem(String what) {
        List<String> names = found.stream().map(HandlerProvider::name).sorted().toList();
        return new ConfigurationException(what + ". Found: " + (names.isEmpty() ? "none" : String.join(", ", names))
                + ". Could not be loaded: " + (broken.isEmpty() ? "none" : String.join("; ", broken))
                + ". Available: io.kazoo:kazoo-handler-threading (platform threads, Java 17),"
                + " io.kazoo:kazoo-handler-loom (virtual threads, Java 21),"
                + " io.kazoo:kazoo-handler-vertx (a Vert.x event loop)");
    }
}
