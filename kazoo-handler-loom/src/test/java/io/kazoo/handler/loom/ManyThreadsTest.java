package io.kazoo.handler.loom;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.testing.ZooKeeperCluster;
import io.kazoo.testing.junit.ZooKeeperTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hundred thousand virtual threads that wait at once, in a JVM with a heap of one gigabyte. */
@ZooKeeperTest
class ManyThreadsTest {
    private static final int THREADS = 100_000;

    @Test
    @Timeout(180)
    void manyVirtualThreadsWaitForRepliesAndForALockAtOnce(ZooKeeperCluster cluster) throws Exception {
        List<String> arguments = List.of(
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                ManyThreads.class.getName(),
                cluster.connectString(),
                String.valueOf(THREADS));
        try (Jvm jvm = new Jvm(Jvm.thisHome(), arguments)) {
            jvm.awaitLine("connected");
            cluster.server(0).suspend();
            try {
                jvm.send("go");
                System.out.println(jvm.awaitLine("waiting for replies"));
            } finally {
                cluster.server(0).resume();
            }
            assertThat(jvm.awaitLine("answered ")).isEqualTo("answered " + THREADS);
            System.out.println(jvm.awaitLine("waiting for the lock"));
            assertThat(jvm.awaitLine("locked ")).isEqualTo("locked " + THREADS);
            assertThat(jvm.awaitLine("closed")).isEqualTo("closed, platform threads left: 0");
        }
    }
}
