package io.kazoo.testing.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
    @TempDir
    Path installation;

    private static Environment with(String name, String value) {
        return new Environment(Map.of(name, value));
    }

    @Test
    void nothingSetMeansNothing() {
        Environment none = new Environment(Map.of("ZOOKEEPER_CLUSTER_SIZE", " "));
        assertThat(none.clusterSize()).isEmpty();
        assertThat(none.portOffset()).isEmpty();
        assertThat(none.observerStartId()).isZero();
        assertThat(none.hasLocalSessions()).isFalse();
        assertThat(none.serverClassPath()).isEmpty();
    }

    @Test
    void numbersAreNumbers() {
        assertThat(with("ZOOKEEPER_CLUSTER_SIZE", "5").clusterSize()).hasValue(5);
        assertThat(with("ZOOKEEPER_PORT_OFFSET", "21000").portOffset()).hasValue(21_000);
        assertThat(with("ZOOKEEPER_OBSERVER_START_ID", "4").observerStartId()).isEqualTo(4);
        assertThat(with("ZOOKEEPER_OBSERVER_START_ID", "-1").observerStartId()).isZero();
        assertThat(with("ZOOKEEPER_LOCAL_SESSION_RO", "true").hasLocalSessions())
                .isTrue();
        assertThatIllegalStateException()
                .isThrownBy(() -> with("ZOOKEEPER_CLUSTER_SIZE", "three").clusterSize())
                .withMessage("ZOOKEEPER_CLUSTER_SIZE is no number: three");
    }

    @Test
    void anInstallationIsItsJars() throws IOException {
        Path server = jar("lib", "zookeeper-3.9.5.jar");
        Path other = jar("lib", "zookeeper-jute-3.9.5.jar");
        assertThat(with("ZOOKEEPER_PATH", installation.toString()).serverClassPath())
                .hasValue(server + File.pathSeparator + other);
        assertThat(with("ZOOKEEPER_CLASSPATH", "/x/zookeeper-3.8.4.jar").serverClassPath())
                .hasValue("/x/zookeeper-3.8.4.jar");
        assertThat(new Environment(Map.of("ZOOKEEPER_PATH", installation.toString(), "ZOOKEEPER_VERSION", "3.9.5"))
                        .serverClassPath())
                .isPresent();
    }

    @Test
    void whatIsNotThereIsSaid() throws IOException {
        assertThatIllegalStateException()
                .isThrownBy(() -> with("ZOOKEEPER_VERSION", "3.9.5").serverClassPath())
                .withMessageContaining("neither ZOOKEEPER_PATH nor");
        jar("lib", "other.jar");
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> with("ZOOKEEPER_PATH", installation.toString()).serverClassPath())
                .withMessageStartingWith("No zookeeper-x.y.z.jar");
        jar("lib", "zookeeper-3.8.4.jar");
        Environment another =
                new Environment(Map.of("ZOOKEEPER_PATH", installation.toString(), "ZOOKEEPER_VERSION", "3.9.5"));
        assertThatIllegalStateException()
                .isThrownBy(another::serverClassPath)
                .withMessage("ZOOKEEPER_VERSION is 3.9.5, but the server there is [3.8.4]");
    }

    private Path jar(String folder, String name) throws IOException {
        Path file = Files.createDirectories(installation.resolve(folder)).resolve(name);
        return Files.createFile(file).toAbsolutePath();
    }
}
