import org.jspecify.annotations.NullMarked;

/** Recipes: what applications build out of nodes. On the public API alone, so that they run on every engine and handler. */
@NullMarked
module io.kazoo.recipes {
    requires static org.jspecify;
    requires transitive io.kazoo.api;
    requires org.slf4j;

    exports io.kazoo.recipes;
    exports io.kazoo.recipes.barrier;
    exports io.kazoo.recipes.cache;
    exports io.kazoo.recipes.counter;
    exports io.kazoo.recipes.election;
    exports io.kazoo.recipes.lease;
    exports io.kazoo.recipes.lock;
    exports io.kazoo.recipes.node;
    exports io.kazoo.recipes.partition;
    exports io.kazoo.recipes.party;
    exports io.kazoo.recipes.queue;
    exports io.kazoo.recipes.watch;
}
