import org.jspecify.annotations.NullMarked;

/** Recipes: what applications build out of nodes. On the public API alone, so that they run on every engine and handler. */
@NullMarked
module io.kazoo.recipes {
    requires static org.jspecify;
    requires transitive io.kazoo.api;
    requires org.slf4j;

    exports io.kazoo.recipes.lock;
}
