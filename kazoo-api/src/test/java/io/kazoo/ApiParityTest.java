package io.kazoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The blocking and the asynchronous face say the same things. */
class ApiParityTest {
    /** Methods of the blocking client that have no twin, and why. */
    private static final Map<String, String> ONLY_BLOCKING = Map.ofEntries(
            Map.entry("builder()", "makes clients"),
            Map.entry("async()", "the way to the other face"),
            Map.entry("start(java.time.Duration)", "a time to wait belongs to waiting; see AsyncResult.get(Duration)"),
            Map.entry("close()", "AutoCloseable"),
            Map.entry("state()", "a property: never blocks"),
            Map.entry("clientState()", "a property: never blocks"),
            Map.entry("isConnected()", "a property: never blocks"),
            Map.entry("clientId()", "a property: never blocks"),
            Map.entry("connectedServer()", "a property: never blocks"),
            Map.entry("sessionTimeout()", "a property: never blocks"),
            Map.entry("lastZxid()", "a property: never blocks"),
            Map.entry("hosts()", "a property: never blocks"),
            Map.entry("setHosts(java.lang.String)", "a property: never blocks"),
            Map.entry("handler()", "a property: never blocks"),
            Map.entry("addAuth(java.lang.String,java.lang.String)", "a convenience"),
            Map.entry("retry(java.util.concurrent.Callable)", "an operation is a Callable here, a Supplier there"),
            Map.entry("retry(java.lang.Runnable)", "asynchronous operations have a result anyway"),
            Map.entry(
                    "retry(io.kazoo.RetryPolicy,java.util.concurrent.Callable)",
                    "an operation is a Callable here, a Supplier there"),
            Map.entry("unchroot(java.lang.String)", "arithmetic: never blocks"));

    /** Methods of the asynchronous client that have no twin, and why. */
    private static final Map<String, String> ONLY_ASYNC = Map.of(
            "blocking()", "the way to the other face",
            "on(io.kazoo.handler.Lane)", "callbacks exist only here",
            "retry(java.util.function.Supplier)", "an operation is a Callable there, a Supplier here",
            "retry(io.kazoo.RetryPolicy,java.util.function.Supplier)",
                    "an operation is a Callable there, a Supplier here");

    /** Twins that both return nothing: they neither wait nor fail. */
    private static final Set<String> NEVER_WAITS =
            Set.of("addListener(io.kazoo.StateListener)", "removeListener(io.kazoo.StateListener)");

    /** Twins that return another thing of the same face. */
    private static final Set<String> OF_THE_SAME_FACE =
            Set.of("chroot(java.lang.String)", "transaction()", "transaction(java.util.function.Consumer)");

    @Test
    void operationsAreTwins() {
        assertTwins(NodeOperations.class, AsyncNodeOperations.class);
        assertTwins(WatchOperations.class, AsyncWatchOperations.class);
        assertTwins(EnsembleOperations.class, AsyncEnsembleOperations.class);
        assertTwins(Transaction.class, AsyncTransaction.class);
    }

    private static void assertTwins(Class<?> blockingFace, Class<?> asyncFace) {
        Map<String, Method> blocking = methods(blockingFace);
        Map<String, Method> async = methods(asyncFace);
        assertThat(blocking).isNotEmpty();
        assertThat(async.keySet()).isEqualTo(blocking.keySet());
        blocking.forEach((signature, method) -> {
            assertTwins(method, async.get(signature));
            assertThat(async.get(signature).isDefault())
                    .as("%s is a convenience on both faces or on none", signature)
                    .isEqualTo(method.isDefault());
        });
    }

    @Test
    void clientsAreTwinsButForTheListedDeviations() {
        Map<String, Method> blocking = methods(KazooClient.class);
        Map<String, Method> async = methods(AsyncKazooClient.class);
        assertThat(without(blocking.keySet(), async.keySet())).isEqualTo(new TreeSet<>(ONLY_BLOCKING.keySet()));
        assertThat(without(async.keySet(), blocking.keySet())).isEqualTo(new TreeSet<>(ONLY_ASYNC.keySet()));
        blocking.forEach((signature, method) -> {
            Method twin = async.get(signature);
            if (twin != null && !NEVER_WAITS.contains(signature) && !OF_THE_SAME_FACE.contains(signature)) {
                assertTwins(method, twin);
            }
        });
        assertThat(blocking.keySet()).containsAll(NEVER_WAITS).containsAll(OF_THE_SAME_FACE);
        assertThat(NEVER_WAITS)
                .allSatisfy(signature ->
                        assertThat(async.get(signature).getReturnType()).isEqualTo(void.class));
    }

    /** Text is not data: whoever has some chooses how to encode it. */
    @Test
    @Tag("KT042")
    @Tag("KT059")
    void dataIsBytesAndNothingElse() {
        for (Class<?> face : List.of(NodeOperations.class, AsyncNodeOperations.class)) {
            List<Method> writing = Arrays.stream(face.getMethods())
                    .filter(method -> Set.of("create", "createWithStat", "set").contains(method.getName()))
                    .filter(method -> method.getParameterCount() > 1)
                    .toList();
            assertThat(writing).extracting(Method::getName).contains("create", "createWithStat", "set");
            assertThat(writing)
                    .allSatisfy(method -> assertThat(method.getParameterTypes()[1])
                            .as("%s", method)
                            .isEqualTo(byte[].class));
        }
    }

    private static void assertTwins(Method blocking, Method async) {
        assertThat(async.getGenericReturnType()).as("what %s returns", async).isInstanceOf(ParameterizedType.class);
        ParameterizedType result = (ParameterizedType) async.getGenericReturnType();
        assertThat(result.getRawType()).isEqualTo(AsyncResult.class);
        assertThat(result.getActualTypeArguments()[0].getTypeName())
                .as("what %s gives", async)
                .isEqualTo(boxed(blocking.getGenericReturnType()).getTypeName());
        assertThat(async.getGenericParameterTypes()).isEqualTo(blocking.getGenericParameterTypes());
    }

    private static Type boxed(Type type) {
        return type instanceof Class<?> raw && raw.isPrimitive()
                ? java.lang.invoke.MethodType.methodType(raw).wrap().returnType()
                : type;
    }

    private static Set<String> without(Set<String> all, Set<String> others) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(others);
        return rest;
    }

    private static Map<String, Method> methods(Class<?> type) {
        Map<String, Method> methods = new TreeMap<>();
        for (Method method : type.getDeclaredMethods()) {
            if (!method.isSynthetic()) {
                methods.put(signature(method), method);
            }
        }
        return methods;
    }

    private static String signature(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getTypeName)
                .collect(Collectors.joining(",", method.getName() + "(", ")"));
    }
}
