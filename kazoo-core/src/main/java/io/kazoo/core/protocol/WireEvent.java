package io.kazoo.core.protocol;

import io.kazoo.EventType;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.MalformedException;

/**
 * A watch event as the server sends it.
 *
 * @param type what happened
 * @param path where, with the chroot
 */
public record WireEvent(EventType type, String path) {
    /**
     * Reads an event.
     *
     * @throws MalformedException if the bytes are not an event that this client can have asked for
     */
    public static WireEvent read(JuteReader in) {
        int type = in.readInt();
        in.readInt(); // the state is always "connected"
        String path = in.readString();
        return new WireEvent(
                switch (type) {
                    case 1 -> EventType.CREATED;
                    case 2 -> EventType.DELETED;
                    case 3 -> EventType.CHANGED;
                    case 4 -> EventType.CHILD;
                    default -> throw new MalformedException("event type " + type, null);
                },
                path);
    }
}
