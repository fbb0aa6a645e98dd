package io.kazoo.testing.junit;

import io.kazoo.testing.ManagedZooKeeper;
import io.kazoo.testing.ZooKeeperCluster;
import io.kazoo.testing.ZooKeeperHarness;
import io.kazoo.testing.ZooKeeperOptions;
import io.kazoo.testing.support.Environment;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Does what {@link ZooKeeperTest} says; without that annotation, with its defaults. */
@SuppressWarnings("exports") // whoever sees this class has JUnit
public final class ZooKeeperExtension implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(ZooKeeperExtension.class);
    private static final ReentrantLock LAUNCHING = new ReentrantLock();
    private static final int LOG_LINES = 100;

    /** Called by JUnit. */
    public ZooKeeperExtension() {}

    /** A constructor's harness belongs to the test for which the instance is made. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == ZooKeeperCluster.class || type == ZooKeeperHarness.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == ZooKeeperCluster.class) {
            return cluster(context);
        }
        if (context.getTestMethod().isEmpty()) {
            throw new ExtensionConfigurationException("A ZooKeeperHarness belongs to one test: "
                    + parameter.getDeclaringExecutable() + " can only have the ZooKeeperCluster");
        }
        Store store = context.getStore(NAMESPACE);
        ZooKeeperHarness harness = store.get(ZooKeeperHarness.class, ZooKeeperHarness.class);
        if (harness == null) {
            harness = ZooKeeperHarness.open(cluster(context));
            store.put(ZooKeeperHarness.class, harness);
        }
        return harness;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            ZooKeeperCluster cluster =
                    context.getRoot().getStore(NAMESPACE).get(shape(context), ZooKeeperCluster.class);
            if (cluster != null) {
                printLogs(context.getRequiredTestClass().getSimpleName() + " " + context.getDisplayName(), cluster);
            }
        }
        ZooKeeperHarness harness = context.getStore(NAMESPACE).remove(ZooKeeperHarness.class, ZooKeeperHarness.class);
        if (harness != null) {
            harness.close();
        }
    }

    private static void printLogs(String test, ZooKeeperCluster cluster) {
        for (ManagedZooKeeper server : cluster.servers()) {
            System.err.println(test + " failed; the log of " + server + " ends with:");
            server.logs(LOG_LINES).forEach(line -> System.err.println("    " + line));
        }
    }

    /**
     * Closed by JUnit, with the root context's store. (The store has methods to make a value that is missing, but not
     * the same ones in JUnit 5 and 6.)
     */
    private static ZooKeeperCluster cluster(ExtensionContext context) {
        Shape shape = shape(context);
        Store store = context.getRoot().getStore(NAMESPACE);
        LAUNCHING.lock();
        try {
            ZooKeeperCluster cluster = store.get(shape, ZooKeeperCluster.class);
            if (cluster == null) {
                cluster = ZooKeeperCluster.launch(shape.servers(), shape.options());
                store.put(shape, cluster);
            }
            return cluster;
        } finally {
            LAUNCHING.unlock();
        }
    }

    /** From the annotation of the test class, or of a class it is nested in. */
    private static Shape shape(ExtensionContext context) {
        Optional<ZooKeeperTest> annotation = context.getTestClass()
                .flatMap(testClass -> AnnotationSupport.findAnnotation(testClass, ZooKeeperTest.class));
        if (annotation.isPresent()) {
            return Shape.of(annotation.get());
        }
        return context.getParent()
                .map(ZooKeeperExtension::shape)
                .orElseGet(() -> new Shape(usualSize(), ZooKeeperOptions.defaults()));
    }

    private static int usualSize() {
        return Environment.system().clusterSize().orElse(1);
    }

    /** Tests that ask for equal shapes share a cluster. */
    private record Shape(int servers, ZooKeeperOptions options) {
        static Shape of(ZooKeeperTest test) {
            ZooKeeperOptions options = ZooKeeperOptions.defaults().withTickTime(Duration.ofMillis(test.tickMillis()));
            for (String line : test.config()) {
                int equals = line.indexOf('=');
                if (equals < 1) {
                    throw new ExtensionConfigurationException(
                            "Not name=value: \"" + line + "\" in " + Arrays.toString(test.config()));
                }
                options = options.withConfig(line.substring(0, equals), line.substring(equals + 1));
            }
            return new Shape(test.servers() == 0 ? usualSize() : test.servers(), options);
        }
    }
}
