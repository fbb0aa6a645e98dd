package io.kazoo.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the demo writes: a timeline, and under it, on a terminal, one line that is rewritten all the time. A thread of
 * its own does the writing, so that a slow terminal holds up nobody who works. Methods may be called from any thread.
 */
final class Screen implements AutoCloseable {
    private static final int INDENT = 21;
    private static final long REFRESH_MILLIS = 100;
    private static final String CLEAR = "\r\033[2K";
    /** Off, so that the terminal cuts the live line off, however narrow it is or becomes; and on again. */
    private static final String WRAP_OFF = "\033[?7l";

    private static final String WRAP_ON = "\033[?7h";

    private final PrintStream out;
    private final Look look;
    private final long start = System.nanoTime();
    private final BlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
    private final Thread printer = new Thread(this::printAll, "kazoo-demo-screen");
    private volatile @Nullable Supplier<String> live;
    private boolean lineShown;

    Screen(PrintStream out, Look look) {
        this.out = out;
        this.look = look;
        printer.setDaemon(true);
        printer.start();
    }

    /** Adds a line to the timeline, with the time of this call. */
    void line(Kind kind, String who, String text) {
        String name = String.format(Locale.ROOT, "%-9s ", who);
        entries.add(new Entry(kind, time() + (look.color() ? Kind.paintName(name, kind) : name), text));
    }

    /** Writes a text as it is, on lines of its own. */
    void text(String text) {
        text(Kind.NOTE, text);
    }

    void text(Kind kind, String text) {
        entries.add(new Entry(kind, null, text));
    }

    /** Writes a text, broken where the lines of the timeline are, and an empty line. */
    void paragraph(String text) {
        broken(text, look.width()).forEach(this::text);
        text("");
    }

    /** Shows a line at the bottom from now on, asked for again and again by the screen's thread; null for none. */
    void live(@Nullable Supplier<String> line) {
        live = line;
    }

    boolean color() {
        return look.color();
    }

    /** Writes what there is to write, and removes the live line. */
    @Override
    public void close() {
        live = null;
        printer.interrupt();
        boolean interrupted = false;
        while (printer.isAlive()) {
            try {
                printer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void printAll() {
        try {
            while (true) {
                Entry entry = entries.poll(REFRESH_MILLIS, TimeUnit.MILLISECONDS);
                if (entry != null) {
                    print(entry);
                }
                if (look.live() && entries.isEmpty()) {
                    refresh();
                }
            }
        } catch (InterruptedException e) {
            // The end: only what is there already.
            entries.forEach(this::print);
        } finally {
            clear();
            out.flush();
        }
    }

    private void print(Entry entry) {
        clear();
        if (entry.head == null) {
            out.println(painted(entry.kind, entry.text));
            return;
        }
        String head = entry.head;
        for (String part : broken(entry.text, look.width() - INDENT)) {
            out.println(head + painted(entry.kind, part));
            head = " ".repeat(INDENT);
        }
    }

    private String painted(Kind kind, String text) {
        return look.color() ? kind.paint(text) : text;
    }

    private void refresh() {
        Supplier<String> line = live;
        if (line != null) {
            out.print(CLEAR + WRAP_OFF + time() + line.get() + WRAP_ON);
            out.flush();
            lineShown = true;
        }
    }

    private void clear() {
        if (lineShown) {
            out.print(CLEAR);
            lineShown = false;
        }
    }

    private String time() {
        return String.format(Locale.ROOT, "%7.2f s  ", (System.nanoTime() - start) / 1e9);
    }

    /** Breaks a text between words; a word that is too long stays whole. */
    static List<String> broken(String text, int width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ", -1)) {
            if (line.isEmpty()) {
                line = word;
            } else if (line.length() + 1 + word.length() <= width) {
                line += " " + word;
            } else {
                lines.add(line);
                line = word;
            }
        }
        lines.add(line);
        return lines;
    }

    private record Entry(Kind kind, @Nullable String head, String text) {}
}
