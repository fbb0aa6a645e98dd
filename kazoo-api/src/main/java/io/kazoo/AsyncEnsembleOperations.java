package io.kazoo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The twin of {@link EnsembleOperations} without waiting, method by method. */
public interface AsyncEnsembleOperations {
    /** See {@link EnsembleOperations#getConfig()}. */
    default AsyncResult<NodeData> getConfig() {
        return getConfig(null);
    }

    /** See {@link EnsembleOperations#getConfig(Watcher)}. */
    AsyncResult<NodeData> getConfig(@Nullable Watcher watcher);

    /** See {@link EnsembleOperations#reconfig}. */
    AsyncResult<NodeData> reconfig(
            @Nullable String joining, @Nullable String leaving, @Nullable String newMembers, long fromConfig);

    /** See {@link EnsembleOperations#whoAmI()}. */
    AsyncResult<List<Id>> whoAmI();
}
