package io.kazoo.handler.loom;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.handler.Handler;
import io.kazoo.handler.nio.NioHandler;
import io.kazoo.handler.threading.ThreadingHandler;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Which handler a client gets, by what lies on the class path or module path, on the oldest Java and on the newest. */
@ParameterizedClass(name = "Java {0}, {1} path")
@MethodSource("javaAndPath")
class HandlerChoiceForkedTest {
    private static final String[] CHOICES = {"/", "/loom", "/threading", "threading/loom", "loom/threading", "/other"};

    private static final Path API = root(Handler.class);
    /** Needed to compile against the module io.kazoo.api, not to run. */
    private static final Path JSPECIFY = root(NullMarked.class);

    private static final Path NIO = root(NioHandler.class);
    private static final Path THREADING = root(ThreadingHandler.class);
    private static final Path LOOM = root(LoomHandler.class);

    @TempDir
    static Path compiled;

    private static Path program;
    private static Path broken;

    private final int java;
    private final String path;

    HandlerChoiceForkedTest(int java, String path) {
        this.java = java;
        this.path = path;
    }

    static Stream<Object[]> javaAndPath() {
        int newest = Runtime.version().feature();
        return Stream.of(17, newest)
                .flatMap(java -> Stream.of("class", "module").map(path -> new Object[] {java, path}));
    }

    @BeforeAll
    static void compile() throws Exception {
        program = compile("choice", "-cp", "choice/Choose.java");
        broken = compile("broken", "-p", "broken/BrokenProvider.java", "broken/module-info.java");
        String services = "META-INF/services/io.kazoo.handler.HandlerProvider";
        Path copy = broken.resolve(services);
        Files.createDirectories(copy.getParent());
        Files.copy(resource("broken/" + services), copy, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path compile(String name, String pathOption, String... sources) throws Exception {
        Path output = Files.createDirectories(compiled.resolve(name));
        List<String> arguments = new ArrayList<>(
                List.of("--release", "17", "-d", output.toString(), pathOption, Jvm.path(List.of(API, JSPECIFY))));
        for (String source : sources) {
            arguments.add(resource(source).toString());
        }
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(result).isZero();
        return output;
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(
                HandlerChoiceForkedTest.class.getClassLoader().getResource(name).toURI());
    }

    private static Path root(Class<?> type) {
        try {
            URI location =
                    type.getProtectionDomain().getCodeSource().getLocation().toURI();
            return Path.of(location);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns what becomes of each choice. */
    private Map<String, String> choose(Path... providers) throws IOException {
        List<Path> parts = new ArrayList<>(List.of(API, NIO));
        parts.addAll(Arrays.asList(providers));
        List<String> arguments = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m"));
        if (path.equals("class")) {
            parts.add(program);
            arguments.addAll(List.of("-cp", Jvm.path(parts)));
        } else {
            arguments.addAll(
                    List.of("-p", Jvm.path(parts), "--add-modules", "io.kazoo.api", "-cp", program.toString()));
        }
        arguments.add("choice.Choose");
        arguments.addAll(List.of(CHOICES));
        Map<String, String> chosen = new LinkedHashMap<>();
        try (Jvm jvm = new Jvm(java == 17 ? Jvm.home(17) : Jvm.thisHome(), arguments)) {
            for (String line : jvm.awaitEnd()) {
                String[] parted = line.split(" -> ", 2);
                assertThat(parted).as(line).hasSize(2);
                chosen.put(parted[0], parted[1]);
            }
        }
        assertThat(chosen).containsOnlyKeys(CHOICES);
        return chosen;
    }

    @Test
    void withoutAProviderTheErrorSaysWhatToAdd() throws IOException {
        Map<String, String> chosen = choose();
        assertThat(chosen.values())
                .allSatisfy(message -> assertThat(message)
                        .contains("Found: none", "Could not be loaded: none", "io.kazoo:kazoo-handler-loom"));
        assertThat(chosen.get("/")).startsWith("no handler found");
        assertThat(chosen.get("threading/loom")).startsWith("no handler \"threading\", asked for by the builder");
        assertThat(chosen.get("/other")).startsWith("no handler \"other\", asked for by the system property");
    }

    @Test
    void oneIsTakenUnlessAnotherIsAskedFor() throws IOException {
        Map<String, String> chosen = choose(THREADING);
        assertThat(chosen)
                .containsEntry("/", "threading")
                .containsEntry("/threading", "threading")
                .containsEntry("threading/loom", "threading");
        assertThat(chosen.get("/loom")).contains("no handler \"loom\"", "Found: threading");
        assertThat(chosen.get("loom/threading")).contains("asked for by the builder");
    }

    @Test
    void loomAloneNeedsItsJava() throws IOException {
        Map<String, String> chosen = choose(LOOM);
        if (java == 17) {
            assertThat(chosen.values())
                    .allSatisfy(message -> assertThat(message)
                            .contains("Found: none", "LoomHandlerProvider", "class file version 65")
                            .contains("io.kazoo:kazoo-handler-threading (platform threads, Java 17)"));
        } else {
            assertThat(chosen).containsEntry("/", "loom").containsEntry("loom/threading", "loom");
        }
    }

    @Test
    void amongTwoOneMustBeNamedUnlessOnlyOneCanBeLoaded() throws IOException {
        Map<String, String> chosen = choose(LOOM, THREADING);
        assertThat(chosen).containsEntry("/threading", "threading").containsEntry("threading/loom", "threading");
        if (java == 17) {
            assertThat(chosen).containsEntry("/", "threading");
            assertThat(chosen.get("/loom"))
                    .contains("Found: threading", "LoomHandlerProvider", "class file version 65");
        } else {
            assertThat(chosen).containsEntry("/loom", "loom").containsEntry("loom/threading", "loom");
            assertThat(chosen.get("/")).contains("more than one handler found", "Found: loom, threading");
        }
    }

    @Test
    void aBrokenOneHidesNoOtherAndIsReported() throws IOException {
        Map<String, String> chosen = choose(broken, THREADING);
        assertThat(chosen).containsEntry("/", "threading").containsEntry("threading/loom", "threading");
        assertThat(chosen.get("/other")).contains("Found: threading", "broken.BrokenProvider");
        assertThat(choose(broken).get("/")).contains("Found: none", "broken.BrokenProvider");
    }
}
