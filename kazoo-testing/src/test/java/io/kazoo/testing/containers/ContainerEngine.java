package io.kazoo.testing.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * Skips the tests of a class, and says so, where no container engine is. Where {@value #REQUIRED} is set, as in continuous
 * integration, that is a failure instead.
 */
final class ContainerEngine implements BeforeAllCallback {
    private static final String REQUIRED = "KAZOO_CONTAINERS_REQUIRED";

    @Override
    public void beforeAll(ExtensionContext context) {
        if (System.getenv(REQUIRED) != null) {
            assertThat(isThere()).as("a container engine is there").isTrue();
        }
        assumeTrue(isThere(), "Skipped: no container engine is running");
    }

    /** Asks Testcontainers only where there may be one: it looks long, and complains. */
    private static boolean isThere() {
        boolean isLikely = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        return isLikely && DockerClientFactory.instance().isDockerAvailable();
    }
}
