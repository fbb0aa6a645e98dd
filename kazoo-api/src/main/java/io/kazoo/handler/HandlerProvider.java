package io.kazoo.handler;

/** Announces a handler to {@link java.util.ServiceLoader}. Making the provider must not load the handler itself. */
public interface HandlerProvider {
    /** Returns the name the handler is chosen by, for example {@code threading}. */
    String name();

    /** Makes a handler, not started. */
    Handler create();
}
