package io.kazoo.cli;

/** What the process ends with. A signal ends it with 128 and its number, which is the JVM's doing. */
final class Status {
    static final int FINE = 0;
    /** A check found something, or the command could not be finished. */
    static final int FAILED = 1;
    /** Nothing was done: a wrong command line, or no ensemble to be reached. */
    static final int NOT_RUN = 2;

    private Status() {}
}
