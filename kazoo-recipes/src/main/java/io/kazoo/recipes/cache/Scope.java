package io.kazoo.recipes.cache;

import io.kazoo.ZnodePaths;

/** Which nodes a cache holds. */
record Scope(Tree tree, TreeCacheOptions options) {
    /** Asks for the parents too: what is below a node that is not held, is not held either. */
    boolean includes(String path) {
        int depth = tree.depthOf(path);
        if (depth < 0 || depth > options.maxDepth()) {
            return false;
        }
        String each = path;
        for (int i = depth; i > 0; i--) {
            if (!options.filter().test(each)) {
                return false;
            }
            each = ZnodePaths.parent(each);
        }
        return true;
    }

    boolean includesChildrenOf(String path) {
        return tree.depthOf(path) < options.maxDepth();
    }
}
