package io.kazoo.recipes;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.kazoo.AsyncResult;
import io.kazoo.recipes.lease.LeaseOptions;
import io.kazoo.recipes.support.Blocking;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Recipes stand on the public API alone: no engine, no threads, no locks, no clocks, no I/O, and no waiting. */
class RecipesArchitectureTest {
    private static final JavaClasses RECIPES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.kazoo.recipes");

    @Test
    void dependOnTheApiAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.kazoo",
                        "io.kazoo.exceptions",
                        "io.kazoo.handler",
                        "io.kazoo.recipes..",
                        "java.lang..",
                        "java.math",
                        "java.nio",
                        "java.nio.charset",
                        "java.time",
                        "java.util..",
                        "org.jspecify..",
                        "org.slf4j")
                .check(RECIPES);
    }

    @Test
    void haveNoThreadsLocksAndClocks() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, ThreadLocal.class, CompletableFuture.class, Clock.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.util.concurrent.locks")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Object.class, "wait")
                .check(RECIPES);
        noCodeUnits().should().haveModifier(JavaModifier.SYNCHRONIZED).check(RECIPES);
    }

    /**
     * Leases end by the time of day, which no handler tells. It comes from the user, and the machine's clock only stands
     * in for what the user does not say, in one place.
     */
    @Test
    void takeTheTimeOfDayFromTheUser() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(LeaseOptions.class)
                .should()
                .callMethod(InstantSource.class, "system")
                .check(RECIPES);
    }

    /** Their blocking faces are one-line methods over the asynchronous ones, and wait in one place. */
    @Test
    void waitInOnePlace() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Blocking.class)
                .should()
                .callMethod(AsyncResult.class, "get")
                .orShould()
                .callMethod(AsyncResult.class, "get", Duration.class)
                .orShould()
                .callMethod(AsyncResult.class, "await", Duration.class)
                .check(RECIPES);
        noClasses()
                .that()
                .haveSimpleNameStartingWith("Async")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Blocking.class)
                .check(RECIPES);
    }

    /** What is not exported names no recipe. */
    @Test
    void supportKnowsNoRecipe() {
        noClasses()
                .that()
                .resideInAPackage("io.kazoo.recipes.support")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.kazoo.recipes..").and(not(resideInAPackage("io.kazoo.recipes.support"))))
                .check(RECIPES);
    }
}
