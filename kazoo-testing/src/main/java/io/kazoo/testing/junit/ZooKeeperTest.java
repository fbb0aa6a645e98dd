package io.kazoo.testing.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class real ZooKeeper servers.
 *
 * <pre>{@code
 * @ZooKeeperTest(servers = 3)
 * class LockTest {
 *     @Test
 *     void survivesALostConnection(ZooKeeperHarness zk) {
 *         zk.client().create("/a");
 *         zk.loseConnection();
 *         zk.client().delete("/a");
 *     }
 * }
 * }</pre>
 *
 * <p>Test methods, their {@code @BeforeEach} and {@code @AfterEach} methods and constructors may ask for a {@link
 * io.kazoo.testing.ZooKeeperHarness} (one per test: the same in all of them, closed after the test) and, like
 * {@code @BeforeAll} and {@code @AfterAll} methods, for the {@link io.kazoo.testing.ZooKeeperCluster}. The cluster is
 * shared by all test classes of a run that ask for the same servers; it is started when first needed and closed when the
 * run ends. What a test does to servers is undone after the test if it uses a harness; tests that harm servers must not
 * run in parallel with others of the same cluster. When a test fails, the ends of the servers' logs are printed.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ZooKeeperExtension.class)
@SuppressWarnings("exports") // whoever sees this annotation has JUnit
public @interface ZooKeeperTest {
    /** How many servers: 1 to 7, one alone or an ensemble; 0: what {@code ZOOKEEPER_CLUSTER_SIZE} says, without it 1. */
    int servers() default 0;

    /** The servers' tick time in milliseconds; see {@link io.kazoo.testing.ZooKeeperOptions#tickTime()}. */
    int tickMillis() default 500;

    /** Further lines for the servers' configuration, such as "maxSessionTimeout=20000". */
    String[] config() default {};
}
