package io.kazoo.testing;

import io.kazoo.testing.support.Environment;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The server's jars, carried inside this module as resources so that they never meet the class path of a test, and
 * unpacked once per machine, user and version into the user's cache folder. Another version of the server can be put in
 * the place of the one that is carried: {@value #OTHER_VERSION}; an installation that has all it needs is used as it
 * is: {@code ZOOKEEPER_PATH} or {@code ZOOKEEPER_CLASSPATH}.
 *
 * <p>Every file is written under another name and then moved into place in one step, so any number of JVMs may unpack
 * at the same time, a JVM that dies half-way harms nobody, and a file that went missing is written again.
 */
final class ServerJars {
    private static final String RESOURCES = "/META-INF/kazoo-testing/server/";
    private static final String LAUNCHER_JAR = "launcher.jar";

    /** A system property: the folder with {@code zookeeper-x.y.z.jar} and {@code zookeeper-jute-x.y.z.jar} of another version. */
    static final String OTHER_VERSION = "kazoo.testing.server.jars";

    private ServerJars() {}

    /** The class path of a server, unpacked if need be. */
    static String classPath() {
        String carried = unpack(cacheFolder());
        String other = System.getProperty(OTHER_VERSION, "");
        if (!other.isBlank()) {
            return replace(carried, Path.of(other));
        }
        String launcher = carried.substring(0, carried.indexOf(File.pathSeparator));
        return Environment.system()
                .serverClassPath()
                .map(installed -> launcher + File.pathSeparator + installed)
                .orElse(carried);
    }

    /** Puts the jars of a folder in the place of the server that is carried; what the server needs beside itself stays. */
    static String replace(String carried, Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> jars = files.map(file -> file.toAbsolutePath().toString())
                    .filter(file -> file.endsWith(".jar"))
                    .sorted()
                    .toList();
            if (jars.stream().noneMatch(ServerJars::isServer)) {
                throw new IllegalStateException(
                        "No zookeeper-*.jar in " + folder.toAbsolutePath() + " (" + OTHER_VERSION + ")");
            }
            Stream<String> beside =
                    Stream.of(carried.split(File.pathSeparator, -1)).filter(jar -> !isServer(jar));
            return Stream.concat(jars.stream(), beside).collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not look into " + folder + " (" + OTHER_VERSION + ")", e);
        }
    }

    private static boolean isServer(String jar) {
        return Path.of(jar).getFileName().toString().startsWith("zookeeper-");
    }

    /** Unpacks below the given folder what is not there yet, and returns the class path of a server. */
    static String unpack(Path cache) {
        byte[] launcher = resource("ServerLauncher.class");
        byte[] index = resource(RESOURCES + "index");
        Path folder = cache.resolve("server-" + fingerprint(index, launcher));
        List<String> jars = new String(index, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        try {
            Files.createDirectories(folder);
            provide(folder.resolve(LAUNCHER_JAR), () -> launcherJar(launcher));
            for (String jar : jars) {
                provide(folder.resolve(jar), () -> resource(RESOURCES + jar));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not unpack the ZooKeeper server into " + folder, e);
        }
        return Stream.concat(Stream.of(LAUNCHER_JAR), jars.stream())
                .map(jar -> folder.resolve(jar).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * The user's own cache folder, not the temporary folder: what lies here is run later, and a well-known name in a
     * folder where everybody may write could be filled by somebody else.
     */
    private static Path cacheFolder() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path base = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return base.resolve("kazoo-testing");
    }

    private static void provide(Path file, Content content) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Path partial = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".partial");
        try {
            try (FileChannel out = FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content.bytes());
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                // Or a power failure could leave an empty file under the final name for ever.
                out.force(true);
            }
            moveIntoPlace(partial, file);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static void moveIntoPlace(Path partial, Path file) throws IOException {
        try {
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            // Somebody else was faster, with the same bytes; only systems that do not replace files get here.
        }
    }

    private static byte[] launcherJar(byte[] launcher) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            jar.putNextEntry(new JarEntry(ServerLauncher.class.getName().replace('.', '/') + ".class"));
            jar.write(launcher);
            jar.closeEntry();
        }
        return bytes.toByteArray();
    }

    private static byte[] resource(String name) {
        try (InputStream in = ServerJars.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("kazoo-testing is incomplete: it has no resource " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the resource " + name, e);
        }
    }

    /** Names the version: the jars' names carry theirs, and the launcher's code is taken as it is. */
    private static String fingerprint(byte[] index, byte[] launcher) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(index);
            digest.update(launcher);
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private interface Content {
        byte[] bytes() throws IOException;
    }
}
