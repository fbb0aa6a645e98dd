package io.kazoo.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.kazoo.testing.ZooKeeperCluster;
import io.kazoo.testing.ZooKeeperHarness;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The extension, in test runs of their own. What a harness does is tested where there is a client. */
class ZooKeeperExtensionTest {
    private static final List<ZooKeeperCluster> SEEN = new ArrayList<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @Test
    void classesOfOneShapeShareAClusterThatEndsWithTheRun() {
        run(First.class, Second.class, Plain.class).testEvents().assertStatistics(counts -> counts.succeeded(4));
        assertThat(SEEN).hasSize(5);
        assertThat(SEEN.stream().distinct()).containsExactly(SEEN.get(0));
        assertThat(SEEN.get(0).server(0).isRunning()).isFalse();
        assertThat(SEEN.get(0).server(0).toString()).contains("closed");
    }

    @Test
    void anotherShapeIsAnotherCluster() {
        run(First.class, Other.class).testEvents().assertStatistics(counts -> counts.succeeded(2));
        assertThat(SEEN.stream().distinct())
                .hasSize(2)
                .allMatch(cluster -> !cluster.server(0).isRunning());
    }

    @Test
    void aFailureShowsTheServersLogs() {
        PrintStream stderr = System.err;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try {
            run(Failing.class).testEvents().assertStatistics(counts -> counts.failed(1));
        } finally {
            System.setErr(stderr);
        }
        assertThat(captured.toString(StandardCharsets.UTF_8))
                .contains("Failing fails(ZooKeeperCluster) failed; the log of ZooKeeper server 1 at")
                .contains("Processing srvr command");
    }

    @Test
    void nonsenseIsRefusedByName() {
        assertThat(failures(BadConfig.class)).haveExactly(1, failure("\"nonsense\""));
        assertThat(failures(BadSize.class)).haveExactly(1, failure("1 to 7"));
    }

    @Test
    void beforeAllHasNoHarness() {
        assertThat(failures(HarnessTooEarly.class)).haveExactly(1, failure("belongs to one test"));
    }

    private static Stream<Event> failures(Class<?> test) {
        return run(test).allEvents().failed().stream();
    }

    private static Condition<Event> failure(String part) {
        return finishedWithFailure(message(text -> text.contains(part)));
    }

    private static EngineExecutionResults run(Class<?>... tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(Stream.of(tests).map(test -> selectClass(test)).toArray(ClassSelector[]::new))
                .execute();
    }

    @ZooKeeperTest(tickMillis = 400)
    static class First {
        @BeforeAll
        static void beforeAll(ZooKeeperCluster cluster) {
            SEEN.add(cluster);
        }

        @Test
        void test(ZooKeeperCluster cluster) {
            SEEN.add(cluster);
            assertThat(cluster.server(0).ask("conf")).contains("tickTime=400\n");
        }
    }

    static class Second extends First {
        @Nested
        class Inner {
            @Test
            void nested(ZooKeeperCluster cluster) {
                SEEN.add(cluster);
            }
        }
    }

    @ZooKeeperTest(
            tickMillis = 400,
            config = {})
    static class Plain {
        private final ZooKeeperCluster cluster;

        Plain(ZooKeeperCluster cluster) {
            this.cluster = cluster;
        }

        @Test
        void constructed() {
            assertThat(cluster.server(0).isServing()).isTrue();
        }
    }

    @ZooKeeperTest(config = {"maxClientCnxns=7", "snapCount=1234"})
    static class Other {
        @Test
        void test(ZooKeeperCluster cluster) {
            SEEN.add(cluster);
            assertThat(cluster.server(0).ask("conf")).contains("maxClientCnxns=7\n");
        }
    }

    @ExtendWith(ZooKeeperExtension.class)
    static class Failing {
        @Test
        void fails(ZooKeeperCluster cluster) {
            assertThat(cluster.servers()).isEmpty();
        }
    }

    @ZooKeeperTest(config = "nonsense")
    static class BadConfig {
        @Test
        void test(ZooKeeperCluster cluster) {
            SEEN.add(cluster);
        }
    }

    @ZooKeeperTest(servers = 8)
    static class BadSize {
        @Test
        void test(ZooKeeperCluster cluster) {
            SEEN.add(cluster);
        }
    }

    @ZooKeeperTest
    static class HarnessTooEarly {
        @BeforeAll
        static void beforeAll(ZooKeeperHarness harness) {
            SEEN.add(harness.cluster());
        }

        @Test
        void test() {
            SEEN.clear();
        }
    }
}
