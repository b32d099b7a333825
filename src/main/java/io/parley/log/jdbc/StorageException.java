package io.parley.log.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The database did not do it. The kind tells what may be done now. The message quotes nothing of what was to be stored.
 */
final class StorageException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The one of class 40, "transaction rollback", that tells nothing of the kind. */
    private static final String COMPLETION_UNKNOWN = "40003";

    /** Nothing that a sender says has to be unique: another node has made the same room, or stored the same key. */
    private static final String UNIQUE_VIOLATION = "23505";

    /** ISO/IEC 9075-3, section 5: the driver's own time-outs, H2's wait for a lock among them. */
    private static final String TIMEOUTS = "HYT";

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
        super(kind + ", SQLSTATE " + cause.getSQLState() + ", " + cause.getErrorCode(), cause);
        this.kind = kind;
    }

    static StorageException unreachable(SQLException cause) {
        return new StorageException(Kind.UNREACHABLE, cause);
    }

    /** A failure before the commit was asked for. */
    static StorageException beforeCommit(SQLException cause) {
        Kind kind = rolledBack(cause);
        boolean isLate = cause.getSQLState() != null && cause.getSQLState().startsWith(TIMEOUTS);
        return new StorageException(kind == null ? isLate ? Kind.BUSY : Kind.LOST : kind, cause);
    }

    /** A failure of the commit itself: only some of its kinds tell that it was not done. */
    static StorageException atCommit(SQLException cause) {
        Kind kind = rolledBack(cause);
        return new StorageException(kind == null ? Kind.UNCERTAIN : kind, cause);
    }

    /** A failure when it had been done, but for what makes it last. */
    static StorageException behindCommit(SQLException cause) {
        return new StorageException(Kind.UNCERTAIN, cause);
    }

    /** Nothing failed, and yet it was not done. */
    static StorageException notDone() {
        return new StorageException(Kind.BUSY, new SQLException("it was not committed", "40000"));
    }

    /** A batch hides its cause in the next exception, and the state that tells most may be in any of them. */
    private static @Nullable Kind rolledBack(SQLException failure) {
        for (SQLException e = failure; e != null; e = e.getNextException()) {
            Kind kind = rolledBack(String.valueOf(e.getSQLState()));
            if (kind != null) {
                return kind;
            }
        }
        return null;
    }

    /** ISO/IEC 9075-2, section 24: the first two characters are the class. */
    private static @Nullable Kind rolledBack(String state) {
        if (state.equals(COMPLETION_UNKNOWN)) {
            return null;
        }
        if (state.equals(UNIQUE_VIOLATION)) {
            return Kind.BUSY;
        }
        return switch (state.length() < 2 ? state : state.substring(0, 2)) {
            case "22", "23" -> Kind.REFUSED;
            case "40" -> Kind.BUSY;
            default -> null;
        };
    }

    Kind kind() {
        return kind;
    }
}
