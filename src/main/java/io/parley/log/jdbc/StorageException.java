package io.parley.log.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The database did not do it. The kind tells what may be done now. */
final class StorageException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The one of class 40, "transaction rollback", that tells nothing of the kind. */
    private static final String COMPLETION_UNKNOWN = "40003";

    /** Nothing that a sender says has to be unique: another node has made the same room, or stored the same key. */
    private static final String UNIQUE_VIOLATION = "23505";

    private final Kind kind;

    /** What a failure means for the transaction. */
    enum Kind {
        /** Rolled back, because of what it wrote: it would fail again. */
        REFUSED,
        /** Rolled back, because of what others did at the same time: it may succeed now. */
        BUSY,
        /** Rolled back, because the connection or the database failed. */
        LOST,
        /** There was no connection to be had. */
        UNREACHABLE,
        /** The connection was lost at the commit: nobody has told whether it happened. */
        UNCERTAIN
    }

    private StorageException(Kind kind, SQLException cause) {
        super(kind + ": " + cause.getMessage() + " (SQLSTATE " + cause.getSQLState() + ")", cause);
        this.kind = kind;
    }

    static StorageException unreachable(SQLException cause) {
        return new StorageException(Kind.UNREACHABLE, cause);
    }

    /** A failure before the commit was asked for. */
    static StorageException beforeCommit(SQLException cause) {
        return new StorageException(kind(cause, Kind.LOST), cause);
    }

    /** A failure of the commit itself. */
    static StorageException atCommit(SQLException cause) {
        return new StorageException(kind(cause, Kind.UNCERTAIN), cause);
    }

    /** A batch hides its cause in the next exception, and the state that tells most may be in any of them. */
    private static Kind kind(SQLException failure, Kind otherwise) {
        for (SQLException e = failure; e != null; e = e.getNextException()) {
            Kind kind = kind(String.valueOf(e.getSQLState()));
            if (kind != null) {
                return kind;
            }
        }
        return otherwise;
    }

    /** ISO/IEC 9075-2, section 24: the first two characters are the class. H2's own class for time-outs is HY. */
    private static @Nullable Kind kind(String state) {
        if (state.equals(COMPLETION_UNKNOWN)) {
            return null;
        }
        if (state.equals(UNIQUE_VIOLATION)) {
            return Kind.BUSY;
        }
        return switch (state.length() < 2 ? state : state.substring(0, 2)) {
            case "22", "23" -> Kind.REFUSED;
            case "40", "HY" -> Kind.BUSY;
            default -> null;
        };
    }

    Kind kind() {
        return kind;
    }
}
