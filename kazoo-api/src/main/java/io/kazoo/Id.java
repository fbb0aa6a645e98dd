package io.kazoo;

import static java.util.Objects.requireNonNull;

/**
 * Whom an access control entry is about.
 *
 * @param scheme how the id is proven: {@code world}, {@code auth}, {@code digest}, {@code ip}, {@code x509}, {@code
 *     sasl} or one of the server's own
 * @param id the id in that scheme
 */
public record Id(String scheme, String id) {
    /** Checks the parts. */
    public Id {
        requireNonNull(scheme);
        requireNonNull(id);
    }
}
