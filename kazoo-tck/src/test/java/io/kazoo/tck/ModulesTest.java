package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * The arrows between modules, and what no module's production code may hold. Read from the sources of all modules that
 * lie beside this one, whether they are built already or not.
 */
class ModulesTest {
    private static final Path ROOT = Path.of("..");
    private static final String GROUP = "io.kazoo";

    /** Which modules a module may be compiled against. A new module adds its line, and its reason to docs/architecture.md. */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            "kazoo-api", Set.of(),
            "kazoo-core", Set.of("kazoo-api"),
            "kazoo-recipes", Set.of("kazoo-api"),
            "kazoo-handler", Set.of("kazoo-api"),
            // one selector and timer for both, ADR 7
            "kazoo-handler-threading", Set.of("kazoo-api", "kazoo-handler-nio"),
            "kazoo-handler-loom", Set.of("kazoo-api", "kazoo-handler-nio"),
            // locks in the shape that users of Vert.x know; optional, ADR 8
            "kazoo-handler-vertx", Set.of("kazoo-api", "kazoo-recipes"),
            // the codec of the engine, so that it is not written twice
            "kazoo-testing", Set.of("kazoo-api", "kazoo-core"),
            "kazoo-tck", Set.of("kazoo-api", "kazoo-recipes", "kazoo-testing"),
            "kazoo-cli", Set.of("kazoo-api", "kazoo-recipes", "kazoo-testing"));

    /** What an application gets at run time, besides kazoo itself. */
    private static final Map<String, Set<String>> LIBRARIES = Map.of(
            "kazoo-api", Set.of("jspecify"),
            "kazoo-core", Set.of("slf4j-api"),
            "kazoo-recipes", Set.of("slf4j-api"),
            "kazoo-handler", Set.of("slf4j-api"),
            "kazoo-handler-vertx", Set.of("vertx-core"));

    /** Who may bring the engine and a handler along: what is started, not what is used. */
    private static final Set<String> PROGRAMS = Set.of("kazoo-cli", "kazoo-benchmarks");

    /** They compare this library with others or wear it out, and may use all of it. */
    private static final Set<String> UNPUBLISHED = Set.of("kazoo-benchmarks", "kazoo-chaos", "kazoo-interop");

    private static final Pattern REQUIRES = Pattern.compile("requires\\s+(?:(?:static|transitive)\\s+)*([\\w.]+)\\s*;");
    private static final Pattern QUALIFIED_EXPORTS =
            Pattern.compile("exports\\s+([\\w.]+)\\s+to\\s+([\\w.,\\s]*\\w)\\s*;");
    private static final Pattern EXPORTS = Pattern.compile("exports\\s+[\\w.]+\\s*;");

    /** Comments, text blocks, strings and characters, in this order. */
    private static final Pattern NO_CODE = Pattern.compile(
            "/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"" + "|'(?:\\\\.|[^'\\\\\\n])+'",
            Pattern.DOTALL);

    private static final Map<String, Path> MODULES = new TreeMap<>();

    /** A dependency as a pom names it. */
    private record Dependency(String group, String artifact, String scope) {
        boolean isTest() {
            return scope.equals("test");
        }
    }

    @BeforeAll
    static void findModules() throws IOException {
        try (Stream<Path> directories = Files.list(ROOT)) {
            directories
                    .filter(each -> Files.exists(each.resolve("pom.xml")) && Files.exists(each.resolve("src")))
                    .forEach(each -> MODULES.put(each.getFileName().toString(), each));
        }
        assertThat(MODULES.keySet()).contains("kazoo-api", "kazoo-core", "kazoo-recipes", "kazoo-tck");
    }

    @Test
    void everyModuleHasItsArrows() {
        for (String module : MODULES.keySet()) {
            if (!UNPUBLISHED.contains(module)) {
                assertThat(ARROWS).containsKey(kind(module));
            }
        }
    }

    @Test
    void everyArrowPointsToTheApi() throws Exception {
        for (String module : MODULES.keySet()) {
            for (Dependency each : dependencies(module)) {
                if (!each.group().equals(GROUP) || each.isTest() || UNPUBLISHED.contains(module)) {
                    continue;
                }
                if (each.scope().equals("runtime")) {
                    assertThat(PROGRAMS).as("who may bring %s along", each).contains(module);
                } else {
                    assertThat(ARROWS.get(kind(module)))
                            .as("what %s may use", module)
                            .contains(each.artifact());
                }
            }
        }
    }

    @Test
    void moduleDescriptorsHaveTheSameArrows() throws IOException {
        for (Map.Entry<String, Path> module : MODULES.entrySet()) {
            Path descriptor = module.getValue().resolve("src/main/java/module-info.java");
            if (!Files.exists(descriptor) || UNPUBLISHED.contains(module.getKey())) {
                continue;
            }
            List<String> used = REQUIRES.matcher(code(descriptor))
                    .results()
                    .map(match -> match.group(1))
                    .filter(name -> name.startsWith(GROUP + "."))
                    .map(name -> name.substring("io.".length()).replace('.', '-'))
                    .toList();
            assertThat(ARROWS.get(kind(module.getKey()))).as("%s", descriptor).containsAll(used);
        }
    }

    @Test
    void theEngineExportsNothing() throws IOException {
        String descriptor = code(MODULES.get("kazoo-core").resolve("src/main/java/module-info.java"));
        assertThat(descriptor).contains("provides").doesNotContainPattern(EXPORTS);
        // But for the codec, which the server in memory reads and writes too.
        assertThat(QUALIFIED_EXPORTS.matcher(descriptor).results())
                .extracting(match -> match.group(1) + " to " + match.group(2))
                .containsExactly(
                        "io.kazoo.core.jute to io.kazoo.testing", "io.kazoo.core.protocol to io.kazoo.testing");
    }

    /** No server, no handler: those suites are in this module, made concrete beside each handler. */
    @Test
    void theTestsOfEngineAndRecipesArePure() throws Exception {
        for (String module : List.of("kazoo-api", "kazoo-core", "kazoo-recipes")) {
            assertThat(dependencies(module))
                    .filteredOn(each -> each.group().equals(GROUP))
                    .extracting(Dependency::artifact)
                    .isSubsetOf("kazoo-api");
        }
    }

    @Test
    void applicationsGetNothingElse() throws Exception {
        for (String module : MODULES.keySet()) {
            Set<String> allowed = LIBRARIES.get(kind(module));
            if (allowed != null) {
                assertThat(dependencies(module))
                        .filteredOn(each -> !each.group().equals(GROUP) && !each.isTest())
                        .extracting(Dependency::artifact)
                        .as("libraries of %s", module)
                        .isSubsetOf(allowed);
            }
        }
    }

    @Test
    void noModuleUsesTheOfficialClient() throws Exception {
        for (String module : MODULES.keySet()) {
            if (!UNPUBLISHED.contains(module)) {
                assertThat(dependencies(module)).extracting(Dependency::group).doesNotContain("org.apache.zookeeper");
                assertThat(filesWith(module, Pattern.compile("org\\.apache\\.zookeeper")))
                        .isEmpty();
            }
        }
    }

    /** Virtual threads pin on monitors before Java 24. */
    @Test
    void noModuleHasMonitors() throws IOException {
        Pattern monitors = Pattern.compile("\\bsynchronized\\b|\\bnotify(All)?\\s*\\(\\s*\\)|\\bwait\\s*\\(\\s*\\)");
        for (String module : MODULES.keySet()) {
            assertThat(filesWith(module, monitors)).isEmpty();
        }
    }

    @Test
    void nobodySleepsAndOnlyProgramsPrint() throws IOException {
        Pattern sleep = Pattern.compile("\\bThread\\s*\\.\\s*sleep\\b");
        Pattern print = Pattern.compile("\\bSystem\\s*\\.\\s*(out|err)\\b");
        for (String module : MODULES.keySet()) {
            if (LIBRARIES.containsKey(kind(module))) {
                assertThat(filesWith(module, sleep)).isEmpty();
                assertThat(filesWith(module, print)).isEmpty();
            }
        }
    }

    @Test
    void everyPackageIsNullMarked() throws IOException {
        for (String module : MODULES.keySet()) {
            Set<Path> packages = new TreeSet<>();
            for (Path source : sources(module)) {
                if (!source.endsWith("module-info.java")) {
                    packages.add(source.getParent());
                }
            }
            for (Path each : packages) {
                assertThat(each.resolve("package-info.java")).exists();
                assertThat(code(each.resolve("package-info.java")))
                        .as("%s", each)
                        .contains("@NullMarked");
            }
        }
    }

    /** A search that finds nothing because it looks at nothing proves nothing. */
    @Test
    void codeIsToldFromCommentsAndText() {
        assertThat(
                        codeOf(
                                "a /* synchronized */ b // synchronized\n c \"synchro\\\"nized\" '\"' d \"\"\"\n x \" y\"\"\" e"))
                .containsIgnoringWhitespaces("a", "b", "c", "d", "e")
                .doesNotContain("sync", "x", "y");
        assertThat(codeOf("synchronized (this) { wait(); }")).contains("synchronized");
    }

    private static String kind(String module) {
        return module.startsWith("kazoo-handler-") && !ARROWS.containsKey(module) ? "kazoo-handler" : module;
    }

    private static List<Path> filesWith(String module, Pattern pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path source : sources(module)) {
            if (pattern.matcher(code(source)).find()) {
                found.add(source);
            }
        }
        return found;
    }

    private static List<Path> sources(String module) throws IOException {
        Path main = MODULES.get(module).resolve("src/main/java");
        if (!Files.exists(main)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(main)) {
            return files.filter(file -> file.toString().endsWith(".java")).collect(Collectors.toList());
        }
    }

    private static String code(Path source) throws IOException {
        return codeOf(Files.readString(source));
    }

    private static String codeOf(String source) {
        return NO_CODE.matcher(source).replaceAll(" ");
    }

    private static List<Dependency> dependencies(String module) throws Exception {
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(MODULES.get(module).resolve("pom.xml").toFile())
                .getDocumentElement();
        List<Dependency> found = new ArrayList<>();
        for (Element list : children(project, "dependencies")) {
            for (Element each : children(list, "dependency")) {
                found.add(new Dependency(
                        text(each, "groupId", ""), text(each, "artifactId", ""), text(each, "scope", "compile")));
            }
        }
        return found;
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element && node.getNodeName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    private static String text(Element parent, String name, String otherwise) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? otherwise : found.get(0).getTextContent().trim();
    }
}
