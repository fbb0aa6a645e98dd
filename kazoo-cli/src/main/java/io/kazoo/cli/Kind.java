package io.kazoo.cli;

/** What a line of the timeline tells, and so its colour. */
enum Kind {
    NOTE(""),
    HOLDS("\033[1m"),
    GOOD("\033[32m"),
    WARNING("\033[33m"),
    BAD("\033[31m"),
    FAULT("\033[1;31m");

    static final String END = "\033[0m";

    private final String start;

    Kind(String start) {
        this.start = start;
    }

    /** Returns the text in this colour. */
    String paint(String text) {
        return start.isEmpty() ? text : start + text + END;
    }
}
