package io.kazoo.interop;

import java.util.List;

/** A client as the comparison sees it. */
public interface Subject extends AutoCloseable {
    /** Does one thing and says in words what came of it; the same words for the same outcome, whichever the client. */
    String apply(Step step) throws Exception;

    /** Returns the watch events of the present session so far, in their order, as {@code type path}. */
    List<String> events();

    @Override
    void close();

    /** A node's metadata, without what depends on the clock or the number of the session. */
    record Metadata(
            int version,
            int cversion,
            int aversion,
            boolean ephemeral,
            int length,
            int children,
            boolean untouched,
            boolean childless) {
        /** Returns it in words. */
        public String words() {
            return "version " + version + " cversion " + cversion + " aversion " + aversion
                    + (ephemeral ? " ephemeral" : "") + " length " + length + " children " + children
                    + (untouched ? " untouched" : "") + (childless ? " childless" : "");
        }
    }
}
