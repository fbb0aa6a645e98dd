package io.kazoo.tck;

import static io.kazoo.tck.Waiting.LIMIT;
import static io.kazoo.tck.Waiting.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.NodeData;
import io.kazoo.exceptions.NoNodeException;
import io.kazoo.recipes.cache.TreeCache;
import io.kazoo.recipes.cache.TreeCacheOptions;
import io.kazoo.recipes.cache.TreeEvent;
import java.util.Map;
import java.util.TreeMap;

/** What the tests of caches share: a cache, what it tells, and what the server has. */
abstract class TreeCacheScenario extends WatchScenario {
    static final String ROOT = "/tree";

    /** What the cache told, as {@code ADDED /tree one}. */
    final Events<String> told = new Events<>();

    final TreeCache newCache(TreeCacheOptions options) {
        TreeCache cache = closeLater(TreeCache.create(client(), ROOT, options));
        cache.listen(event -> told.add(text(event)));
        return cache;
    }

    final TreeCache startCache(boolean persistent) {
        TreeCache cache = newCache(TreeCacheOptions.defaults().withPersistentWatch(persistent));
        cache.start().get(LIMIT);
        return cache;
    }

    static String text(TreeEvent event) {
        String type = event.type().name().replace("NODE_", "").replace("CONNECTION_", "");
        NodeData node = event.node();
        return node == null ? type : type + " " + event.path() + " " + new String(node.data(), UTF_8);
    }

    final void create(String path, String data) {
        observer().create(ROOT + path, data.getBytes(UTF_8));
    }

    final void set(String path, String data) {
        observer().set(ROOT + path, data.getBytes(UTF_8));
    }

    final void delete(String path) {
        observer().deleteRecursive(ROOT + path);
    }

    /** Returns all nodes that the server has: path, data and the transaction that wrote it. */
    final Map<String, String> onServer() {
        Map<String, String> nodes = new TreeMap<>();
        collect(ROOT, nodes);
        return nodes;
    }

    private void collect(String path, Map<String, String> nodes) {
        try {
            nodes.put(path, text(observer().get(path)));
            observer().getChildren(path).forEach(child -> collect(path + "/" + child, nodes));
        } catch (NoNodeException e) {
            nodes.remove(path);
        }
    }

    static Map<String, String> inCache(TreeCache cache) {
        Map<String, String> nodes = new TreeMap<>();
        cache.snapshot().get(LIMIT).forEach((path, node) -> nodes.put(path, text(node)));
        return nodes;
    }

    static String text(NodeData node) {
        return node.stat().mzxid() + " " + new String(node.data(), UTF_8);
    }

    static void awaitEqual(TreeCache cache, Map<String, String> expected) {
        eventually(() -> assertThat(inCache(cache)).isEqualTo(expected));
    }
}
