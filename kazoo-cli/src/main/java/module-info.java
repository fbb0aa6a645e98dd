import org.jspecify.annotations.NullMarked;

/** The command {@code kazoo}. Exports nothing; it is run, not called. */
@NullMarked
module io.kazoo.cli {
    requires static org.jspecify;
    requires io.kazoo.api;
    requires io.kazoo.recipes;
    requires io.kazoo.testing;
}
