package io.kazoo.tck;

import io.kazoo.AsyncKazooClient;
import io.kazoo.KazooClient;
import io.kazoo.StateListener;
import io.kazoo.handler.Lane;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A client that tells how many state listeners a recipe has left behind in it. */
final class CountedClient {
    private final Set<StateListener> listeners = ConcurrentHashMap.newKeySet();
    private final KazooClient client;

    CountedClient(KazooClient counted) {
        client = wrap(KazooClient.class, counted);
    }

    KazooClient client() {
        return client;
    }

    int listeners() {
        return listeners.size();
    }

    private <T> T wrap(Class<T> type, T target) {
        InvocationHandler handler = (proxy, method, args) -> {
            count(method, args);
            Object answer = invoke(method, target, args);
            boolean isAsyncFace = method.getName().equals("async") || (args != null && args[0] instanceof Lane);
            return isAsyncFace ? wrap(AsyncKazooClient.class, (AsyncKazooClient) answer) : answer;
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private void count(Method method, Object[] args) {
        if (method.getName().equals("addListener")) {
            listeners.add((StateListener) args[0]);
        } else if (method.getName().equals("removeListener")) {
            listeners.remove((StateListener) args[0]);
        }
    }

    private static Object invoke(Method method, Object target, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
