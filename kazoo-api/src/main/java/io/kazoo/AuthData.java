package io.kazoo;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/** A credential for one authentication scheme, sent on every connection. */
public final class AuthData {
    private final String scheme;
    private final byte[] credential;

    /**
     * Makes a credential.
     *
     * @param scheme the scheme, for example {@code digest}
     * @param credential the credential, for digest {@code user:password}; copied
     */
    public AuthData(String scheme, byte[] credential) {
        this.scheme = requireNonNull(scheme);
        this.credential = credential.clone();
    }

    /** Returns the scheme. */
    public String scheme() {
        return scheme;
    }

    /** Returns a copy of the credential. */
    public byte[] credential() {
        return credential.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AuthData that
                && scheme.equals(that.scheme)
                && Arrays.equals(credential, that.credential);
    }

    @Override
    public int hashCode() {
        return scheme.hashCode();
    }

    /** Returns the scheme; the credential is left out. */
    @Override
    public String toString() {
        return scheme + ":***";
    }
}
