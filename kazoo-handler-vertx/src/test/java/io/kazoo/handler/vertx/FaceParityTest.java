package io.kazoo.handler.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.AsyncKazooClient;
import io.kazoo.AsyncTransaction;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The face of Vert.x says what the asynchronous one says. */
class FaceParityTest {
    /** Methods of the asynchronous client that have no twin, and why. */
    private static final Map<String, String> NOT_HERE = Map.of(
            "blocking()", "nothing blocks on an event loop; see client()",
            "on(io.kazoo.handler.Lane)", "everything arrives on the caller's context");

    /** Methods without a twin there, and why. */
    private static final Map<String, String> ONLY_HERE = Map.of(
            "client()", "the way to the other faces",
            "state()", "a property: never blocks",
            "close()", "clients of Vert.x are closed",
            "future(io.kazoo.AsyncResult)", "the way from recipes to futures",
            "watchStream(int)", "streams of Vert.x");

    @Test
    void everyMethodHasItsTwin() {
        assertTwins(AsyncKazooClient.class, KazooVertxClient.class, NOT_HERE.keySet(), ONLY_HERE.keySet());
        assertTwins(AsyncTransaction.class, FutureTransaction.class, Set.of(), Set.of());
    }

    private static void assertTwins(Class<?> asyncFace, Class<?> thisFace, Set<String> notHere, Set<String> onlyHere) {
        Map<String, Method> async = methods(asyncFace);
        Map<String, Method> face = methods(thisFace);
        Set<String> expected = new java.util.TreeSet<>(async.keySet());
        expected.removeAll(notHere);
        expected.addAll(onlyHere);
        assertThat(face.keySet()).isEqualTo(expected);
        async.forEach((signature, method) -> {
            Method twin = face.get(signature);
            if (twin != null) {
                assertThat(ofThisFace(method.getGenericReturnType().getTypeName()))
                        .as(signature)
                        .isEqualTo(twin.getGenericReturnType().getTypeName());
                assertThat(twin.isDefault()).as(signature).isEqualTo(method.isDefault());
            }
        });
    }

    private static String ofThisFace(String type) {
        return switch (type) {
            case "io.kazoo.AsyncKazooClient" -> KazooVertxClient.class.getName();
            case "io.kazoo.AsyncTransaction" -> FutureTransaction.class.getName();
            default -> type.replace("io.kazoo.AsyncResult<", "io.vertx.core.Future<");
        };
    }

    private static Map<String, Method> methods(Class<?> type) {
        Map<String, Method> methods = new TreeMap<>();
        for (Method method : type.getMethods()) {
            String signature = Arrays.stream(method.getParameterTypes())
                    .map(Class::getTypeName)
                    .collect(Collectors.joining(",", method.getName() + "(", ")"));
            methods.put(signature, method);
        }
        return methods;
    }
}
