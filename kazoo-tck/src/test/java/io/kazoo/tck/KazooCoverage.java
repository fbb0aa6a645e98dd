package io.kazoo.tck;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Which behaviours of {@code docs/kazoo-behaviours.tsv} a test proves, by the tags in the sources of all modules.
 *
 * <p>Needs nothing but a JDK, so that {@link #COMMAND} does it all.
 */
final class KazooCoverage {
    /** What writes the table anew, run in the root of the project. */
    static final String COMMAND = "java kazoo-tck/src/test/java/io/kazoo/tck/KazooCoverage.java";

    static final String BEHAVIOURS = "docs/kazoo-behaviours.tsv";
    static final String TABLE = "docs/kazoo-coverage.md";

    private static final Set<String> TEST_ANNOTATIONS =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate");
    private static final List<String> KINDS = List.of("port", "adapt", "python-only");

    private static final String COVERED = "covered";
    private static final String NOT_PORTED = "not ported";
    private static final String OPEN = "open";

    private final List<Behaviour> behaviours = new ArrayList<>();
    private final List<TestClass> classes = new ArrayList<>();
    private final List<Claim> claims = new ArrayList<>();

    /** A line of the list. */
    private record Behaviour(String id, String file, String test, String kind, String meaning, String whyNot) {}

    /** A class in the sources: what it extends, and whether JUnit runs it as it stands. */
    private record TestClass(String name, String parent, boolean runs) {}

    /** A tag on a method. */
    private record Claim(String id, String className, String method, boolean isTest, boolean disabled) {
        String name() {
            return className + "." + method;
        }
    }

    private KazooCoverage() {}

    /** Writes the table. The argument, if there is one, is the root of the project. */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments.length > 0 ? arguments[0] : "");
        KazooCoverage coverage = read(root);
        List<String> problems = coverage.problems();
        if (!problems.isEmpty()) {
            throw new IllegalStateException(String.join("\n", problems));
        }
        Files.writeString(root.resolve(TABLE), coverage.table());
    }

    /** Reads the list and the sources of all modules. */
    static KazooCoverage read(Path root) throws IOException {
        KazooCoverage coverage = new KazooCoverage();
        Files.readAllLines(root.resolve(BEHAVIOURS)).stream()
                .filter(line -> line.startsWith("KT"))
                .map(line -> Arrays.copyOf(line.split("\t", -1), 6))
                .forEach(cells -> coverage.behaviours.add(new Behaviour(
                        cells[0], cells[1], cells[2], cells[3], cells[4], cells[5] == null ? "" : cells[5])));
        coverage.parse(sources(root));
        return coverage;
    }

    /** Tests are in src/test, and in src/main where they are made to be extended. */
    private static List<Path> sources(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> modules = Files.list(root.toAbsolutePath())) {
            for (Path module : modules.filter(folder -> Files.isRegularFile(folder.resolve("pom.xml")))
                    .sorted()
                    .toList()) {
                found.addAll(javaFiles(module.resolve("src/test/java")));
                for (Path file : javaFiles(module.resolve("src/main/java"))) {
                    if (Files.readString(file).contains("org.junit.jupiter")) {
                        found.add(file);
                    }
                }
            }
        }
        return found;
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private void parse(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(diagnostics, null, UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, diagnostics, null, null, manager.getJavaFileObjectsFromPaths(files));
            for (CompilationUnitTree unit : task.parse()) {
                new Scanner().scan(unit, new Outer("", true));
            }
        }
        List<String> errors = diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(Object::toString)
                .toList();
        if (!errors.isEmpty()) {
            throw new IllegalStateException("Java " + Runtime.version().feature()
                    + " does not understand the sources, use a newer one:\n" + String.join("\n", errors));
        }
    }

    /** The class around what is looked at: its name, and whether it and those around it let tests run. */
    private record Outer(String name, boolean enabled) {}

    private final class Scanner extends TreeScanner<Void, Outer> {
        @Override
        public Void visitClass(ClassTree node, Outer outer) {
            Map<String, List<String>> annotations =
                    annotations(node.getModifiers().getAnnotations());
            boolean topLevel = outer.name.isEmpty();
            boolean enabled = outer.enabled && !annotations.containsKey("Disabled");
            // What Surefire and JUnit look for.
            boolean found =
                    topLevel ? node.getSimpleName().toString().endsWith("Test") : annotations.containsKey("Nested");
            boolean runs = enabled && found && !node.getModifiers().getFlags().contains(Modifier.ABSTRACT);
            String name = topLevel ? node.getSimpleName().toString() : outer.name + "." + node.getSimpleName();
            String parent = node.getExtendsClause() == null
                    ? ""
                    : node.getExtendsClause().toString().replaceFirst("<.*", "");
            classes.add(new TestClass(name, parent, runs));
            for (String id : annotations.getOrDefault("Tag", List.of())) {
                claims.add(new Claim(id, name, "(the whole class)", false, !enabled));
            }
            return super.visitClass(node, new Outer(name, enabled));
        }

        @Override
        public Void visitMethod(MethodTree node, Outer outer) {
            Map<String, List<String>> annotations =
                    annotations(node.getModifiers().getAnnotations());
            boolean isTest = annotations.keySet().stream().anyMatch(TEST_ANNOTATIONS::contains);
            boolean disabled = !outer.enabled || annotations.containsKey("Disabled");
            for (String id : annotations.getOrDefault("Tag", List.of())) {
                claims.add(new Claim(id, outer.name, node.getName().toString(), isTest, disabled));
            }
            return super.visitMethod(node, outer);
        }
    }

    /** Returns the simple names of annotations, with the strings in them. */
    private static Map<String, List<String>> annotations(List<? extends AnnotationTree> annotations) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (AnnotationTree annotation : annotations) {
            String name = annotation.getAnnotationType().toString();
            List<String> values =
                    found.computeIfAbsent(name.substring(name.lastIndexOf('.') + 1), n -> new ArrayList<>());
            for (ExpressionTree argument : annotation.getArguments()) {
                Tree value = argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument;
                if (value instanceof LiteralTree literal
                        && String.valueOf(literal.getValue()).startsWith("KT")) {
                    values.add(String.valueOf(literal.getValue()));
                }
            }
        }
        return found;
    }

    /** Returns what is wrong with the list and the tags, whatever the table says. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        Set<String> known = new TreeSet<>();
        for (Behaviour behaviour : behaviours) {
            if (!known.add(behaviour.id)) {
                problems.add(BEHAVIOURS + " has " + behaviour.id + " twice");
            }
            if (!KINDS.contains(behaviour.kind) || behaviour.kind.equals("python-only") == behaviour.whyNot.isBlank()) {
                problems.add(BEHAVIOURS + ": " + behaviour.id + " is none of " + KINDS
                        + ", or is python-only and does not say why");
            }
        }
        for (Claim claim : claims) {
            String who = claim.name() + " claims " + claim.id;
            if (!known.contains(claim.id)) {
                problems.add(who + ", which " + BEHAVIOURS + " does not have");
            } else if (!claim.isTest) {
                problems.add(who + ", but is no test");
            } else if (claim.disabled) {
                problems.add(who + ", but is disabled");
            } else if (!runs(claim.className)) {
                problems.add(who + ", but no test class runs it");
            }
        }
        return problems;
    }

    /** Whether JUnit runs a class, or one that extends it. Who extends it names it without its package. */
    private boolean runs(String name) {
        return classes.stream()
                .anyMatch(
                        type -> (type.name.equals(name) && type.runs) || (type.parent.equals(name) && runs(type.name)));
    }

    /** Returns what {@link #TABLE} must contain. */
    String table() {
        List<String> statuses = behaviours.stream().map(this::status).toList();
        StringBuilder table = new StringBuilder(head(statuses));
        String file = "";
        for (int i = 0; i < behaviours.size(); i++) {
            Behaviour behaviour = behaviours.get(i);
            if (!behaviour.file.equals(file)) {
                file = behaviour.file;
                table.append("\n## ").append(file).append("\n\n");
                table.append("| id | kazoo's test | behaviour | status |\n|---|---|---|---|\n");
            }
            table.append(Stream.of(behaviour.id, behaviour.test, behaviour.meaning, statuses.get(i))
                    .map(KazooCoverage::escaped)
                    .collect(Collectors.joining(" | ", "| ", " |\n")));
        }
        return table.toString();
    }

    private static String head(List<String> statuses) {
        return """
                # What kazoo's tests expect, and which of ours prove it

                Made from [kazoo-behaviours.tsv](kazoo-behaviours.tsv) and the tags of the tests; the build fails when it is
                out of date. To make it anew, run in the root of the project:

                ```
                %s
                ```

                | status | behaviours |
                |---|---|
                | covered by tests | %d |
                | not ported, Python only | %d |
                | open | %d |
                | all tests of kazoo 2.11.0 | %d |
                """.formatted(
                COMMAND, count(statuses, COVERED), count(statuses, NOT_PORTED), count(statuses, OPEN), statuses.size());
    }

    private String status(Behaviour behaviour) {
        String tests = claims.stream()
                .filter(claim -> claim.id.equals(behaviour.id))
                .map(Claim::name)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!tests.isEmpty()) {
            return COVERED + " by " + tests;
        }
        return behaviour.whyNot.isEmpty() ? OPEN : NOT_PORTED + ": Python only, " + behaviour.whyNot;
    }

    private static long count(List<String> statuses, String kind) {
        return statuses.stream().filter(status -> status.startsWith(kind)).count();
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
    }
}
