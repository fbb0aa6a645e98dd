package io.kazoo.cli;

import java.util.List;

/** What a line of the timeline tells, and so its colour. */
enum Kind {
    NOTE(""),
    HOLDS("\033[1m"),
    GOOD("\033[32m"),
    WARNING("\033[33m"),
    BAD("\033[31m"),
    FAULT("\033[1;31m");

    static final String END = "\033[0m";

    /** One for each worker. */
    private static final List<String> NAMES = List.of("\033[36m", "\033[35m", "\033[34m");

    private final String start;

    Kind(String start) {
        this.start = start;
    }

    /** Returns who a line is about, in the colour of that worker, or in that of the line if it is none. */
    static String paintName(String name, Kind kind) {
        int number = name.startsWith("worker-") ? name.charAt("worker-".length()) - '1' : -1;
        return number >= 0 && number < NAMES.size() ? NAMES.get(number) + name + END : kind.paint(name);
    }

    /** Returns the text in this colour. */
    String paint(String text) {
        return start.isEmpty() ? text : start + text + END;
    }
}
