package io.kazoo.handler.loom;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncResult;
import io.kazoo.KazooClient;
import io.kazoo.handler.Mutex;
import io.kazoo.recipes.Hold;
import io.kazoo.recipes.lock.Lock;
import io.kazoo.testing.ZooKeeperCluster;
import io.kazoo.testing.junit.ZooKeeperTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing of kazoo pins a virtual thread to its carrier. Up to Java 23 a thread that waits with a monitor held does, and
 * the event recorded here shows it; since Java 24 only native frames and class initialisers pin, so there the recording
 * would miss a monitor, and the byte code is looked through for them instead.
 */
@ZooKeeperTest
class PinningTest {
    @TempDir
    Path folder;

    @Test
    void nothingOfKazooPinsUnderLoad(ZooKeeperCluster cluster) throws Exception {
        List<RecordedEvent> events;
        try (LoomHandler handler = new LoomHandler();
                KazooClient client = KazooClient.builder()
                        .hosts(cluster.connectString())
                        .handler(handler)
                        .build()) {
            client.start();
            load(handler, client, "/warm-up"); // who waits for a class that another thread initialises is pinned
            events = record(() -> {
                load(handler, client, "/load");
                pinOnPurpose();
            });
        }
        assertThat(events)
                .as("the recording sees what pins")
                .anyMatch(event -> String.valueOf(event.getStackTrace()).contains(Pinning.class.getSimpleName()));
        assertThat(events)
                .filteredOn(event -> !String.valueOf(event.getStackTrace()).contains(Pinning.class.getSimpleName()))
                .isEmpty();
    }

    private interface Load {
        void run() throws Exception;
    }

    private List<RecordedEvent> record(Load load) throws Exception {
        Path file = folder.resolve("pinned.jfr");
        try (Recording recording = new Recording()) {
            recording
                    .enable("jdk.VirtualThreadPinned")
                    .withThreshold(Duration.ZERO)
                    .withStackTrace();
            recording.start();
            load.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file);
    }

    private static void load(LoomHandler handler, KazooClient client, String root) throws InterruptedException {
        Mutex mutex = handler.newMutex(handler.newLane("load"));
        CountDownLatch callbacks = new CountDownLatch(200);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String path = root + "-" + i;
            String lock = root + "-lock-" + i % 10;
            threads.add(Thread.startVirtualThread(() -> {
                client.create(path);
                for (int turn = 0; turn < 10; turn++) {
                    client.set(path, new byte[100]);
                    client.get(path);
                    mutex.acquire(null);
                    mutex.release();
                }
                AsyncResult<Void> called = client.async()
                        .exists(path)
                        .thenApply(found -> client.getChildren("/"))
                        .thenRun(callbacks::countDown);
                try (Hold held = Lock.create(client, lock).acquire()) {
                    assertThat(held.isHeld()).isTrue();
                    client.delete(path);
                }
                called.get();
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(callbacks.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** A class initialiser that waits: native code calls it, so the thread is pinned on every Java up to 25. */
    private static final class Pinning {
        static {
            LockSupport.parkNanos(20_000_000);
        }

        static void touch() {}
    }

    private static void pinOnPurpose() throws InterruptedException {
        Thread.startVirtualThread(Pinning::touch).join();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                io.kazoo.handler.Handler.class,
                io.kazoo.handler.nio.NioHandler.class,
                LoomHandler.class,
                Lock.class
            })
    void noMonitorIsEnteredIn(Class<?> oneOfModule) throws Exception {
        assertNoMonitors(root(oneOfModule));
    }

    @Test
    void noMonitorIsEnteredInTheEngine() throws Exception {
        assertNoMonitors(root(Class.forName("io.kazoo.core.client.CoreClientProvider")));
    }

    private static void assertNoMonitors(Path root) throws IOException {
        List<String> command = new ArrayList<>(List.of("-c", "-p"));
        command.addAll(classFiles(root));
        assertThat(command).as("the classes of a module").hasSizeGreaterThan(4);
        StringWriter output = new StringWriter();
        PrintWriter writer = new PrintWriter(output, true);
        int result = ToolProvider.findFirst("javap").orElseThrow().run(writer, writer, command.toArray(String[]::new));
        assertThat(result).as(output.toString()).isZero();
        assertThat(output.toString()).contains("invokevirtual");
        assertThat(output.toString().lines())
                .filteredOn(line -> line.contains("monitorenter") || line.contains(" synchronized "))
                .isEmpty();
    }

    private static List<String> classFiles(Path root) throws IOException {
        if (Files.isDirectory(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                return files.map(Path::toString).filter(PinningTest::isClass).toList();
            }
        }
        try (JarFile jar = new JarFile(root.toFile())) {
            return jar.stream()
                    .map(JarEntry::getName)
                    .filter(PinningTest::isClass)
                    .map(name -> "jar:" + root.toUri() + "!/" + name)
                    .toList();
        }
    }

    private static boolean isClass(String name) {
        return name.endsWith(".class") && !name.endsWith("-info.class");
    }

    private static Path root(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
