package io.kazoo.recipes;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.kazoo.AsyncResult;
import java.time.Clock;
import java.time.Instant;
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

    /** Their blocking faces are one-line methods over the asynchronous ones. */
    @Test
    void waitOnlyInTheirBlockingFaces() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Lock")
                .and()
                .doNotHaveSimpleName("Hold")
                .should()
                .callMethod(AsyncResult.class, "get")
                .check(RECIPES);
    }
}
