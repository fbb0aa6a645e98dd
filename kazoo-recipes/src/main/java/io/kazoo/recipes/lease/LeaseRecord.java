package io.kazoo.recipes.lease;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the node of a lease says, as kazoo writes it.
 *
 * @param known whether it is of the version that we understand; otherwise the rest means nothing
 * @param holder who has the lease
 * @param end when it ends, in whole seconds
 */
record LeaseRecord(boolean known, String holder, Instant end) {
    private static final Json.Token VERSION = new Json.Token("1");

    /** Makes a record of ours; a part of a second is left out. */
    LeaseRecord(String holder, Instant end) {
        this(true, holder, Instant.ofEpochSecond(end.getEpochSecond()));
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException if it is none
     */
    static LeaseRecord parse(byte @Nullable [] data) {
        byte[] bytes = data == null ? new byte[0] : data;
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8))) {
            throw new IllegalArgumentException("no UTF-8");
        }
        Map<String, Object> members = Json.parseObject(text);
        Object version = members.get("version");
        if (version == null) {
            throw new IllegalArgumentException("no version");
        }
        if (!version.equals(VERSION)) {
            return new LeaseRecord(false, "", Instant.MAX);
        }
        return new LeaseRecord(string(members, "holder"), time(string(members, "end")));
    }

    private static String string(Map<String, Object> members, String name) {
        if (members.get(name) instanceof String value) {
            return value;
        }
        throw new IllegalArgumentException("no " + name);
    }

    private static Instant time(String text) {
        if (!text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}")) {
            throw new IllegalArgumentException("no time of the form 2026-01-02T03:04:05: " + Json.quote(text));
        }
        try {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no such time: " + text, e);
        }
    }

    /** Tells whether somebody may take the lease, or renew it, at a time. */
    boolean isFreeFor(String who, Instant now) {
        return known && (holder.equals(who) || !now.isBefore(end));
    }

    /** Tells whether somebody has the lease at a time. */
    boolean isHeldBy(String who, Instant now) {
        return known && holder.equals(who) && now.isBefore(end);
    }

    /** Returns it as it is stored. */
    byte[] toBytes() {
        LocalDateTime time = LocalDateTime.ofEpochSecond(end.getEpochSecond(), 0, ZoneOffset.UTC);
        String written = String.format(
                Locale.ROOT,
                "%04d-%02d-%02dT%02d:%02d:%02d",
                time.getYear(),
                time.getMonthValue(),
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond());
        String text = "{\"version\": 1, \"holder\": " + Json.quote(holder) + ", \"end\": \"" + written + "\"}";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
