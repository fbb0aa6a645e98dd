package io.kazoo.recipes.lease;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads one JSON object that somebody else wrote, strictly by the grammar (RFC 8259), and writes strings as Python does.
 * Of values only strings and what stands for a number or a name are of interest; what is nested is checked and skipped.
 */
final class Json {
    private static final int DEEPEST = 32;
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    /**
     * A value that is no string.
     *
     * @param text as it is written, {@code {}} or {@code []} for what is nested
     */
    record Token(String text) {}

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /**
     * Reads an object.
     *
     * @return its members: each a {@link String} or a {@link Token}
     * @throws IllegalArgumentException if it is anything else, or a name comes twice
     */
    static Map<String, Object> parseObject(String text) {
        Json json = new Json(text);
        json.space();
        Map<String, Object> members = json.object(0);
        json.space();
        json.require(json.at == text.length());
        return members;
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        expect('{');
        space();
        if (!skip('}')) {
            do {
                space();
                String name = string();
                space();
                expect(':');
                require(members.put(name, value(depth)) == null);
                space();
            } while (skip(','));
            expect('}');
        }
        return members;
    }

    private Object value(int depth) {
        require(depth < DEEPEST);
        space();
        char first = peek();
        if (first == '"') {
            return string();
        } else if (first == '{') {
            object(depth + 1);
            return new Token("{}");
        } else if (first == '[') {
            array(depth + 1);
            return new Token("[]");
        }
        int start = at;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String token = text.substring(start, at);
        require(token.matches("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?"));
        return new Token(token);
    }

    private void array(int depth) {
        expect('[');
        space();
        if (!skip(']')) {
            do {
                value(depth);
                space();
            } while (skip(','));
            expect(']');
        }
    }

    private String string() {
        StringBuilder read = new StringBuilder();
        expect('"');
        while (peek() != '"') {
            char next = text.charAt(at++);
            require(next >= ' ');
            read.append(next == '\\' ? escape() : next);
        }
        at++;
        return read.toString();
    }

    private char escape() {
        char kind = peek();
        at++;
        if (kind != 'u') {
            int index = ESCAPES.indexOf(kind);
            require(index >= 0);
            return ESCAPED.charAt(index);
        }
        require(at + 4 <= text.length());
        String digits = text.substring(at, at + 4);
        require(digits.matches("[0-9a-fA-F]{4}"));
        at += 4;
        return (char) Integer.parseInt(digits, 16);
    }

    private char peek() {
        require(at < text.length());
        return text.charAt(at);
    }

    private boolean skip(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void expect(char wanted) {
        require(skip(wanted));
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void require(boolean valid) {
        if (!valid) {
            throw new IllegalArgumentException("no JSON object: an error at character " + at);
        }
    }

    /** Returns a string in quotes, in ASCII. */
    static String quote(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            int index = ESCAPED.indexOf(each);
            if (index >= 0 && each != '/') {
                quoted.append('\\').append(ESCAPES.charAt(index));
            } else if (each < ' ' || each > 0x7f) {
                quoted.append(String.format("\\u%04x", (int) each));
            } else {
                quoted.append(each);
            }
        }
        return quoted.append('"').toString();
    }
}
