package io.kazoo.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kazoo.KazooClient;
import io.kazoo.NodeData;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Nodes as lines of text: those that kazoo's recipes leave, from a file, and those that are on a server. */
final class Layouts {
    private static final Pattern RANDOM = Pattern.compile("[0-9a-f]{32}");
    private static final String MASK = "<id>";

    private final Map<String, List<String>> sections = new LinkedHashMap<>();

    /** Reads the file beside this class. */
    static Layouts read() throws IOException {
        Layouts layouts = new Layouts();
        try (InputStream in = Layouts.class.getResourceAsStream("kazoo-layouts.txt")) {
            List<String> section = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), UTF_8).split("\n", -1)) {
                if (line.startsWith("[")) {
                    section = new ArrayList<>();
                    layouts.sections.put(line.substring(1, line.length() - 1), section);
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    section.add(line);
                }
            }
        }
        return layouts;
    }

    /** The lines of a section, each of which is asked for once. */
    List<String> take(String title) {
        List<String> lines = sections.remove(title);
        if (lines == null) {
            throw new IllegalArgumentException("no such section, or asked for twice: " + title);
        }
        return lines;
    }

    /** The sections nobody has asked for. */
    List<String> rest() {
        return List.copyOf(sections.keySet());
    }

    /** What is on a server at a path and below. */
    static List<String> of(KazooClient client, String path) {
        List<String> lines = new ArrayList<>();
        add(client, path, lines);
        return lines;
    }

    private static void add(KazooClient client, String path, List<String> lines) {
        NodeData node = client.get(path);
        String data = RANDOM.matcher(new String(node.data(), UTF_8)).matches()
                ? MASK
                : HexFormat.of().formatHex(node.data());
        boolean isEphemeral = node.stat().ephemeralOwner() != 0;
        lines.add((RANDOM.matcher(path).replaceAll(MASK) + (isEphemeral ? " ephemeral " : " ") + data).strip());
        client.getChildren(path).forEach(child -> add(client, path + "/" + child, lines));
    }
}
