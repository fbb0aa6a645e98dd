package io.kazoo.recipes.support;

import io.kazoo.AsyncResult;
import io.kazoo.CreateMode;
import io.kazoo.CreateOptions;
import io.kazoo.ZnodePaths;
import io.kazoo.exceptions.NodeExistsException;
import io.kazoo.handler.Deferred;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Paths and names of a recipe's nodes. */
public final class RecipePaths {
    private RecipePaths() {}

    /**
     * Returns a path as the client sees it, with a leading slash.
     *
     * @throws IllegalArgumentException if it can never be a node's
     */
    public static String of(String path) {
        return ZnodePaths.prefixRoot("", path, false);
    }

    /** Returns the path of a child. */
    public static String child(String parent, String name) {
        return parent.equals("/") ? "/" + name : parent + "/" + name;
    }

    /** Makes 32 hexadecimal digits that nobody else has, as kazoo puts them into names. */
    public static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /**
     * Makes a container, its parents persistent, or finds that there is a node.
     *
     * @return whether there was one
     */
    public static AsyncResult<Boolean> ensureContainer(RecipeContext context, String path) {
        Deferred<Boolean> result = new Deferred<>(context.lane());
        CreateOptions options = CreateOptions.of(CreateMode.CONTAINER).withParents();
        context.view().create(path, new byte[0], options).onComplete((created, failure) -> {
            if (failure == null || failure instanceof NodeExistsException) {
                result.succeed(failure != null);
            } else {
                result.fail(failure);
            }
        });
        return result;
    }

    /** Returns the child whose name begins with a prefix, or null. */
    public static @Nullable String find(List<String> children, String prefix) {
        for (String child : children) {
            if (child.startsWith(prefix)) {
                return child;
            }
        }
        return null;
    }
}
