package io.kazoo.testing.memory;

/** Is told of each request that was served; for those who want to read what has happened. */
@FunctionalInterface
public interface Trace {
    /**
     * A request was served.
     *
     * @param request its name, and the error if it failed
     * @param path the first path in it, or nothing
     */
    void served(long session, String request, String path);
}
