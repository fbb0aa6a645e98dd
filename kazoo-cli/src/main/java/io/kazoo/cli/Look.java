package io.kazoo.cli;

import java.io.Console;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the output may use.
 *
 * @param color whether colours
 * @param live whether the last line may be rewritten
 * @param width where long lines are broken, in columns
 */
record Look(boolean color, boolean live, int width) {
    private static final int DEFAULT_WIDTH = 80;
    /** Narrower than this, broken lines are harder to read than what the terminal makes of long ones. */
    private static final int LEAST_WIDTH = 40;

    /** Looks at the terminal, if there is one. */
    static Look of(DemoOptions options) {
        return of(options, System.getenv(), isTerminal());
    }

    static Look of(DemoOptions options, Map<String, String> environment, boolean terminal) {
        boolean capable = terminal && !"dumb".equals(environment.get("TERM"));
        boolean color = capable
                && options.color()
                && environment.getOrDefault("NO_COLOR", "").isEmpty();
        // The log would run into the live line.
        boolean live = capable && !options.verbose();
        return new Look(color, live, width(environment.get("COLUMNS")));
    }

    private static int width(@Nullable String columns) {
        if (columns == null || !columns.matches("[0-9]{1,4}")) {
            return DEFAULT_WIDTH;
        }
        return Math.max(LEAST_WIDTH, Integer.parseInt(columns));
    }

    @SuppressWarnings("SystemConsoleNull") // what Java 22 has changed is taken care of
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // Since Java 22 there may be a console in a pipe too, and it tells that it is no terminal.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
