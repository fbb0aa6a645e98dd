package io.kazoo.recipes.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.kazoo.NodeData;
import io.kazoo.ZnodeStat;
import io.kazoo.recipes.cache.Tree.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The nodes of a cache in memory. */
class TreeTest {
    private final Tree tree = new Tree("/r");

    static NodeData node(String data, long mzxid) {
        byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
        return new NodeData(bytes, new ZnodeStat(1, mzxid, 2, 3, 4, 5, 6, 7, bytes.length, 8, 9));
    }

    private List<String> removed(String path) {
        List<String> paths = new ArrayList<>();
        tree.remove(path, (gone, node) -> paths.add(gone));
        return paths;
    }

    private List<String> paths() {
        List<String> paths = new ArrayList<>();
        tree.forEach((path, node) -> paths.add(path));
        return paths;
    }

    @Test
    void aNodeIsAddedUpdatedAndTheSame() {
        assertThat(tree.put("/r", node("one", 1))).isEqualTo(Outcome.ADDED);
        assertThat(tree.put("/r/a", node("one", 1))).isEqualTo(Outcome.ADDED);
        assertThat(tree.put("/r/a", node("one", 1))).isEqualTo(Outcome.SAME);
        assertThat(tree.put("/r/a", node("two", 2))).isEqualTo(Outcome.UPDATED);
        NodeData value = Objects.requireNonNull(tree.find("/r/a")).value();
        assertThat(value.data()).isEqualTo("two".getBytes(StandardCharsets.UTF_8));
        assertThat(value.stat()).isEqualTo(node("two", 2).stat());
    }

    @Test
    void whoseParentIsUnknownIsNotPutIn() {
        assertThat(tree.put("/r/a", node("", 1))).isEqualTo(Outcome.NO_PARENT);
        tree.put("/r", node("", 1));
        assertThat(tree.put("/r/a/b", node("", 1))).isEqualTo(Outcome.NO_PARENT);
        assertThat(paths()).containsExactly("/r");
    }

    @Test
    void anUpdateKeepsTheChildren() {
        tree.put("/r", node("", 1));
        tree.put("/r/a", node("", 1));
        tree.put("/r/a/b", node("", 1));
        tree.put("/r/a", node("", 2));
        tree.put("/r", node("", 2));
        assertThat(paths()).containsExactly("/r", "/r/a", "/r/a/b");
    }

    @Test
    void childrenGoBeforeTheirParents() {
        tree.put("/r", node("", 1));
        tree.put("/r/a", node("", 1));
        tree.put("/r/a/b", node("", 1));
        tree.put("/r/a/b/c", node("", 1));
        tree.put("/r/d", node("", 1));
        assertThat(removed("/r/a")).containsExactly("/r/a/b/c", "/r/a/b", "/r/a");
        assertThat(removed("/r/a")).isEmpty();
        assertThat(paths()).containsExactly("/r", "/r/d");
        assertThat(removed("/r")).containsExactly("/r/d", "/r");
        assertThat(tree.find("/r")).isNull();
    }

    @Test
    void depthIsCountedFromTheRoot() {
        assertThat(tree.depthOf("/r")).isZero();
        assertThat(tree.depthOf("/r/a")).isOne();
        assertThat(tree.depthOf("/r/a/b")).isEqualTo(2);
        assertThat(tree.depthOf("/")).isNegative();
        assertThat(tree.depthOf("/rx")).isNegative();
        assertThat(new Tree("/").depthOf("/a/b")).isEqualTo(2);
    }

    @Test
    void theRootMayBeThatOfAll() {
        Tree all = new Tree("/");
        all.put("/", node("", 1));
        all.put("/a", node("", 1));
        all.put("/a/b", node("", 1));
        assertThat(all.find("/a/b")).isNotNull();
        List<String> paths = new ArrayList<>();
        all.remove("/", (gone, node) -> paths.add(gone));
        assertThat(paths).containsExactly("/a/b", "/a", "/");
    }

    @Test
    void aPathMayHaveMorePartsThanAStackHasFrames() {
        StringBuilder path = new StringBuilder("/r");
        Tree deep = new Tree("/r");
        for (int i = 0; i < 2_000; i++) {
            deep.put(path.toString(), node("", 1));
            path.append("/a");
        }
        List<String> gone = new ArrayList<>();
        deep.remove("/r", (each, node) -> gone.add(each));
        assertThat(gone).hasSize(2_000).endsWith("/r/a", "/r");
    }

    @Test
    void childrenMayBeMany() {
        ChildSet children = new ChildSet();
        Set<String> expected = new TreeSet<>();
        for (int i = 0; i < 1000; i++) {
            children.put(new TreeNode("n" + i, node("", i), null));
            expected.add("n" + i);
        }
        for (int i = 0; i < 1000; i += 2) {
            children.remove("n" + i);
            children.remove("never there");
            expected.remove("n" + i);
        }
        assertThat(children.names()).isEqualTo(expected);
        assertThat(children.get("n1")).isNotNull();
        assertThat(children.get("n2")).isNull();
        expected.forEach(children::remove);
        assertThat(children.isEmpty()).isTrue();
    }

    /** Marks of who was there take no room for ever. */
    @Test
    void childrenMayComeAndGoForEver() {
        ChildSet children = new ChildSet();
        for (int i = 0; i < 100_000; i++) {
            children.put(new TreeNode("n" + i, node("", i), null));
            children.remove("n" + i);
        }
        children.put(new TreeNode("last", node("", 1), null));
        assertThat(children.names()).containsExactly("last");
    }

    @Test
    void depthAndFilterSayWhatIsHeld() {
        Scope scope = new Scope(
                tree, TreeCacheOptions.defaults().withMaxDepth(2).withFilter(path -> !path.endsWith("/secret")));
        Set<String> held = Stream.of("/r", "/r/a", "/r/a/b", "/r/a/b/c", "/r/secret", "/r/secret/a", "/", "/x")
                .filter(scope::includes)
                .collect(Collectors.toSet());
        assertThat(held).containsExactlyInAnyOrder("/r", "/r/a", "/r/a/b");
        assertThat(scope.includesChildrenOf("/r/a")).isTrue();
        assertThat(scope.includesChildrenOf("/r/a/b")).isFalse();
    }
}
