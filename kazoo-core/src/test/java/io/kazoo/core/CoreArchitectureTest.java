package io.kazoo.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.kazoo.spi.ClientProvider;
import org.junit.jupiter.api.Test;

/** Packages follow the stages of the protocol, and the machine has nothing to do with the outside world. */
class CoreArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.kazoo.core");

    private static final String[] MACHINE = {
        "io.kazoo.core.jute", "io.kazoo.core.protocol", "io.kazoo.core.session", "io.kazoo.core.engine"
    };

    @Test
    void noPackageKnowsALaterOne() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("jute")
                .definedBy("io.kazoo.core.jute")
                .layer("protocol")
                .definedBy("io.kazoo.core.protocol")
                .layer("session")
                .definedBy("io.kazoo.core.session")
                .layer("engine")
                .definedBy("io.kazoo.core.engine")
                .layer("client")
                .definedBy("io.kazoo.core.client")
                .layer("sasl")
                .definedBy("io.kazoo.core.sasl")
                .layer("tls")
                .definedBy("io.kazoo.core.tls")
                .whereLayer("sasl")
                .mayOnlyBeAccessedByLayers("client")
                .whereLayer("tls")
                .mayOnlyBeAccessedByLayers("client")
                .whereLayer("client")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("engine")
                .mayOnlyBeAccessedByLayers("client")
                .whereLayer("session")
                .mayOnlyBeAccessedByLayers("engine", "client")
                .whereLayer("protocol")
                .mayOnlyBeAccessedByLayers("session", "engine", "client")
                .check(CORE);
        slices().matching("io.kazoo.core.(*)..").should().beFreeOfCycles().check(CORE);
        classes()
                .should()
                .resideInAnyPackage("io.kazoo.core.client", "io.kazoo.core.sasl", "io.kazoo.core.tls")
                .orShould()
                .resideInAnyPackage(MACHINE)
                .check(CORE);
    }

    /** A list of what is allowed: threads, locks, queues, clocks, sockets and files are not on it. */
    @Test
    void theMachineDependsOnNothingThatActs() {
        classes()
                .that()
                .resideInAnyPackage(MACHINE)
                .should()
                .onlyDependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "are values, collections, logging or the API", CoreArchitectureTest::isHarmless))
                .check(CORE);
    }

    private static boolean isHarmless(JavaClass type) {
        if (type.isPrimitive() || type.isArray()) {
            return true;
        }
        String name = type.getName();
        return switch (type.getPackageName()) {
            case "java.util", "java.util.function", "java.util.random", "java.util.stream" ->
                !name.startsWith("java.util.Timer");
            case "java.lang" ->
                !name.equals("java.lang.Thread")
                        && !name.startsWith("java.lang.Process")
                        && !name.startsWith("java.lang.ThreadLocal");
            case "java.nio" -> name.contains("Buffer") || name.equals("java.nio.ByteOrder");
            case "java.net" -> name.matches("java\\.net\\.(InetAddress|InetSocketAddress|ConnectException)");
            case "java.util.concurrent" -> name.matches("java\\.util\\.concurrent\\.(TimeUnit|Executor)");
            case "java.time" -> name.equals("java.time.Duration");
            case "java.lang.invoke", "java.lang.runtime", "java.nio.charset", "org.slf4j", "org.jspecify.annotations" ->
                true;
            default -> name.startsWith("io.kazoo.") && !name.startsWith("io.kazoo.core.client.");
        };
    }

    @Test
    void theMachineReadsNoClockAndWaitsForNothing() {
        noClasses()
                .that()
                .resideInAnyPackage(MACHINE)
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethodWhere(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "it belongs to Object's monitor or resolves a name",
                        call -> call.getName().matches("wait|notify|notifyAll|getByName|getAllByName|getLocalHost")
                                || (call.getTargetOwner().getName().startsWith("io.kazoo.")
                                        && call.getName().matches("get|await|park|sleep|nanoTime")
                                        && call.getTargetOwner()
                                                .getName()
                                                .matches("io\\.kazoo\\.(AsyncResult|handler\\.(Deferred|Handler))"))))
                .check(CORE);
    }

    @Test
    void nobodyPrints() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CORE);
    }

    @Test
    void nothingHasALock() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.concurrent.locks")
                .check(CORE);
    }

    /**
     * The numbers of requests and operations are constants, which the compiler copies: no class file names their holder.
     * The records are for the server in memory of kazoo-testing, too.
     */
    @Test
    void isPublicOnlyWhatAnotherPackageNames() {
        classes()
                .that()
                .areTopLevelClasses()
                .and()
                .haveModifier(JavaModifier.PUBLIC)
                .and()
                .areNotAssignableTo(ClientProvider.class)
                .and()
                .doNotHaveSimpleName("Xid")
                .and()
                .doNotHaveSimpleName("OpCode")
                .and()
                .doNotHaveSimpleName("Records")
                .should(new ArchCondition<JavaClass>("be named by another package") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean named = type.getDirectDependenciesToSelf().stream()
                                .anyMatch(use ->
                                        !use.getOriginClass().getPackageName().equals(type.getPackageName()));
                        events.add(
                                new SimpleConditionEvent(type, named, type.getName() + " is named outside: " + named));
                    }
                })
                .check(CORE);
    }
}
