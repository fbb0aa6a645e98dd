package io.kazoo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerJarsTest {
    @TempDir
    Path cache;

    @Test
    void manyUnpackAtTheSameTime() throws Exception {
        Callable<String> unpack = () -> ServerJars.unpack(cache);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (ForkedJava one = new ForkedJava(Unpacker.class, cache.toString());
                ForkedJava two = new ForkedJava(Unpacker.class, cache.toString())) {
            Set<String> answers = new HashSet<>();
            for (Future<String> done : threads.invokeAll(List.of(unpack, unpack, unpack, unpack))) {
                answers.add(done.get());
            }
            answers.add(one.readLine());
            answers.add(two.readLine());
            assertThat(answers).hasSize(1);
            assertThat(filesIn(cache))
                    .containsExactlyInAnyOrderElementsOf(
                            paths(answers.iterator().next()));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatWentMissingIsWrittenAgainAndTheRestKept() throws IOException {
        List<Path> jars = paths(ServerJars.unpack(cache));
        Object kept = Files.getLastModifiedTime(jars.get(0));
        Files.delete(jars.get(1));
        assertThat(paths(ServerJars.unpack(cache))).isEqualTo(jars).allMatch(Files::isRegularFile);
        assertThat(Files.getLastModifiedTime(jars.get(0))).isEqualTo(kept);
    }

    /** The list is written by hand, the jars are copied by the build. */
    @Test
    void theListNamesWhatIsCarried() throws Exception {
        URL index = ServerJars.class.getResource("/META-INF/kazoo-testing/server/index");
        Set<String> carried = filesIn(Path.of(index.toURI()).getParent()).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".jar"))
                .collect(Collectors.toSet());
        List<String> listed = new ArrayList<>();
        paths(ServerJars.unpack(cache))
                .forEach(jar -> listed.add(jar.getFileName().toString()));
        assertThat(listed.remove("launcher.jar")).isTrue();
        assertThat(carried).containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void anotherVersionTakesThePlaceOfTheOneCarried() throws IOException {
        Path folder = Files.createDirectory(cache.resolve("other"));
        Path server = Files.createFile(folder.resolve("zookeeper-1.2.3.jar"));
        Path jute = Files.createFile(folder.resolve("zookeeper-jute-1.2.3.jar"));
        Files.createFile(folder.resolve("readme.txt"));
        List<Path> carried = paths(ServerJars.unpack(cache));
        List<Path> other = paths(ServerJars.replace(ServerJars.unpack(cache), folder));
        assertThat(other).hasSameSizeAs(carried).startsWith(server, jute);
        assertThat(other.subList(2, other.size()))
                .isSubsetOf(carried)
                .noneMatch(jar -> jar.getFileName().toString().startsWith("zookeeper-"));
    }

    @Test
    void aFolderWithoutAServerIsAnError() {
        String carried = ServerJars.unpack(cache.resolve("cache"));
        assertThatIllegalStateException()
                .isThrownBy(() -> ServerJars.replace(carried, cache))
                .withMessageContaining(ServerJars.OTHER_VERSION);
    }

    @Test
    void noZooKeeperOnTheClassPathOfTests() {
        assertThat(ServerJarsTest.class.getResource("/org/apache/zookeeper/ZooKeeper.class"))
                .isNull();
    }

    private static List<Path> paths(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator, -1)).map(Path::of).toList();
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /** Unpacks in a JVM of its own. */
    static final class Unpacker {
        private Unpacker() {}

        public static void main(String[] args) {
            System.out.println(ServerJars.unpack(Path.of(args[0])));
        }
    }
}
