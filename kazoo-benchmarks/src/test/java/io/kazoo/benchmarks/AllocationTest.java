package io.kazoo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.benchmarks.Measurement.Server;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many bytes the client allocates per request, all threads together. Unlike a time this is the same on every
 * machine, once the code is compiled.
 */
class AllocationTest {
    /** One of a node with 100 bytes; of those 116 are the value itself, and 96 its Stat. */
    private static final double BYTES_PER_GET = 400;

    private static final int WARMUPS = 3;

    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void aGetAllocatesNoMoreThanItsBound() {
        Contender threading = Contender.all().stream()
                .filter(contender -> contender.name().equals("threading"))
                .findFirst()
                .orElseThrow();
        try (BenchServers servers = new BenchServers(folder);
                ContenderProcess process = new ContenderProcess(threading, folder, false)) {
            String command = "async clients=1 depth=1000 millis=500 server=" + servers.address(Server.CANNED);
            for (int i = 0; i < WARMUPS; i++) {
                process.run(command);
            }

            double bytes = process.run(command).get("bytesPerOp");

            assertThat(bytes).isBetween(100.0, BYTES_PER_GET);
        }
    }
}
