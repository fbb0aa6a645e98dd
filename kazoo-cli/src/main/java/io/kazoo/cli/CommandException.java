package io.kazoo.cli;

/** Why the command cannot go on, in one line for the user. */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the process ends with. */
    private final int status;

    private CommandException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The command line cannot be understood. */
    static CommandException usage(String message) {
        return new CommandException(Status.NOT_RUN, message + " (see kazoo --help)");
    }

    /** The command line is fine, but what it names cannot be used. */
    static CommandException notRun(String message) {
        return new CommandException(Status.NOT_RUN, message);
    }

    /** The command began and could not be finished. */
    static CommandException failed(String message) {
        return new CommandException(Status.FAILED, message);
    }

    int status() {
        return status;
    }
}
