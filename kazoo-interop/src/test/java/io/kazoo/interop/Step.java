package io.kazoo.interop;

import java.util.List;

/** One thing to do with a client, in words that belong to no client. */
public sealed interface Step {
    /** The kinds of nodes that both clients make with plain create. */
    enum Kind {
        PERSISTENT,
        EPHEMERAL,
        PERSISTENT_SEQUENTIAL,
        EPHEMERAL_SEQUENTIAL,
        CONTAINER
    }

    /** Access control lists. */
    enum Rights {
        /** Everybody may do everything. */
        OPEN,
        /** Everybody may read and manage. */
        READ_ADMIN,
        /** The creator may do everything: invalid for somebody who has not said who he is. */
        CREATOR
    }

    /** A step that a transaction may have. */
    sealed interface Part extends Step {}

    record Create(String path, String data, Kind kind, Rights rights) implements Part {}

    record Delete(String path, int version) implements Part {}

    record SetData(String path, String data, int version) implements Part {}

    record Check(String path, int version) implements Part {}

    record Exists(String path, boolean watch) implements Step {}

    record GetData(String path, boolean watch) implements Step {}

    record Children(String path, boolean watch) implements Step {}

    /** Reads several nodes, or lists their children, in one request. */
    record ReadMany(List<Read> reads) implements Step {}

    /** A part of that. */
    record Read(String path, boolean children) {}

    /** Lists the ephemeral nodes of the session. */
    record Ephemerals() implements Step {}

    record GetAcl(String path) implements Step {}

    record SetAcl(String path, Rights rights, int version) implements Step {}

    record Sync(String path) implements Step {}

    record Transaction(List<Part> parts) implements Step {}

    /** Sets a watch that stays, on one node or on all below it too. */
    record AddWatch(String path, boolean recursive) implements Step {}

    record CountBelow(String path) implements Step {}

    /** Says who the client is, until its session ends. */
    record Authenticate(String user, String password) implements Step {}

    /** Ends the session and begins another. */
    record Reopen() implements Step {}
}
