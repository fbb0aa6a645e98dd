package io.kazoo.handler;

/** How a {@link Deferred} remembers that it failed; tells a failure from a value that is a Throwable. */
final class Failure {
    final Throwable cause;

    Failure(Throwable cause) {
        this.cause = cause;
    }
}
