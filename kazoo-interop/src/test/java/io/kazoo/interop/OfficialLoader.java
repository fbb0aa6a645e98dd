package io.kazoo.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Loads the official client and what it needs beside this library, so that neither meets the other's dependencies.
 * Both sides share the types of the comparison and nothing else.
 */
final class OfficialLoader implements AutoCloseable {
    private static final Path JARS = Path.of("target", "official");

    private final URLClassLoader loader;

    OfficialLoader() {
        URL own = OfficialLoader.class.getProtectionDomain().getCodeSource().getLocation();
        try (Stream<Path> jars = Files.list(JARS)) {
            List<URL> urls = jars.map(OfficialLoader::url).toList();
            loader = new URLClassLoader(
                    Stream.concat(urls.stream(), Stream.of(own)).toArray(URL[]::new), new Shared());
        } catch (IOException e) {
            throw new UncheckedIOException("the official client is not in " + JARS.toAbsolutePath(), e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects the official client. */
    Subject open(String servers) throws ReflectiveOperationException {
        return (Subject) loader.loadClass("io.kazoo.interop.OfficialSubject")
                .getConstructor(String.class)
                .newInstance(servers);
    }

    /** Connects Curator. */
    ForeignRecipes openCurator(String servers) throws ReflectiveOperationException {
        return (ForeignRecipes) loader.loadClass("io.kazoo.interop.CuratorRecipes")
                .getConstructor(String.class)
                .newInstance(servers);
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    /** The JDK, and the types of the comparison. */
    private static final class Shared extends ClassLoader {
        Shared() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(Subject.class.getName())
                    || name.startsWith(Step.class.getName())
                    || name.startsWith(ForeignRecipes.class.getName())) {
                return Subject.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
