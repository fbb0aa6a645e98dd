package io.kazoo.handler.loom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The build promises which JDK a run of the tests is on; a run that silently fell back to another one proves nothing. */
class JavaVersionTest {
    @Test
    void theTestsRunOnTheJdkTheBuildSays() {
        String promised = System.getProperty("kazoo.test.java", "");
        int running = Runtime.version().feature();
        if (promised.endsWith("+")) {
            assertThat(running).isGreaterThanOrEqualTo(Integer.parseInt(promised.replace("+", "")));
        } else {
            assertThat(String.valueOf(running)).isEqualTo(promised);
        }
    }
}
