package io.parley.log.jdbc;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The database did not do it. The kind tells what may be done now. The message quotes nothing of what was to be stored.
 */
final class StorageException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The one of class 40, "transaction rollback", that tells nothing of the kind. */
    private static final String COMPLETION_UNKNOWN = "40003";

    /**
     * What others did at the same time, beside class 40. A violated uniqueness, since nothing that a sender says has to
     * be unique: another node has made the same room, or stored the same key. A lock that PostgreSQL did not give in
     * time, and a row that somebody changed meanwhile on H2.
     */
    private static final Set<String> DISTURBED = Set.of("23505", "55P03", "90131");

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
        if (kind == null) {
            kind = states(cause).anyMatch(state -> state.startsWith(TIMEOUTS)) ? Kind.BUSY : Kind.LOST;
        }
        return new StorageException(kind, cause);
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

    private static @Nullable Kind rolledBack(SQLException failure) {
        return states(failure)
                .map(StorageException::rolledBack)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** A batch hides its cause in the next exception, and the state that tells most may be in any of them. */
    private static Stream<String> states(SQLException failure) {
        return Stream.<@Nullable SQLException>iterate(failure, Objects::nonNull, SQLException::getNextException)
                .map(each -> String.valueOf(each.getSQLState()));
    }

    /** ISO/IEC 9075-2, section 24: the first two characters are the class. */
    private static @Nullable Kind rolledBack(String state) {
        if (state.equals(COMPLETION_UNKNOWN)) {
            return null;
        }
        if (DISTURBED.contains(state)) {
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
