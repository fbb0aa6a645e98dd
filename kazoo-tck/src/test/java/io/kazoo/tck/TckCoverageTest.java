package io.kazoo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who extends the whole TCK gets every contract, also those that come later. */
class TckCoverageTest {
    /** They take a JVM, or a server, of their own. */
    private static final Set<Class<?>> BY_THEMSELVES = Set.of(ManyClientsContract.class, SoakContract.class);

    private static final List<Class<?>> WHOLE = List.of(
            HandlerTck.class, // each on a line of its own
            OperationSuites.class,
            ClientTck.class,
            LockTck.class,
            LeaseTck.class,
            CoordinationTck.class,
            LeadershipTck.class,
            WatchRecipeTck.class);

    @Test
    void everyContractIsPartOfTheWhole() throws Exception {
        Set<String> parts = new TreeSet<>();
        for (Class<?> whole : WHOLE) {
            for (Class<?> suite : whole.getDeclaredClasses()) {
                parts.add(suite.getSuperclass().getSimpleName());
            }
        }
        BY_THEMSELVES.forEach(contract -> parts.add(contract.getSimpleName()));
        assertThat(parts).isEqualTo(publicContracts());
    }

    @Test
    void everySuiteOfTheWholePassesOnWhatTheHandlerCanDo() {
        for (Class<?> whole : WHOLE) {
            assertThat(whole.getDeclaredClasses())
                    .isNotEmpty()
                    .allSatisfy(suite -> assertThat(suite.getDeclaredMethods())
                            .extracting(Method::getName)
                            .contains("capabilities"));
        }
    }

    private static Set<String> publicContracts() throws IOException, URISyntaxException, ClassNotFoundException {
        Path classes = Path.of(LaneContract.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("io/kazoo/tck");
        Set<String> contracts = new TreeSet<>();
        try (Stream<Path> files = Files.list(classes)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                if (name.endsWith("Contract") && isForHandlers(Class.forName("io.kazoo.tck." + name))) {
                    contracts.add(name);
                }
            }
        }
        return contracts;
    }

    /** Not one that only holds what others share. */
    private static boolean isForHandlers(Class<?> contract) {
        return Modifier.isPublic(contract.getModifiers())
                && Stream.of(contract.getDeclaredConstructors())
                        .anyMatch(constructor -> Modifier.isProtected(constructor.getModifiers()));
    }
}
