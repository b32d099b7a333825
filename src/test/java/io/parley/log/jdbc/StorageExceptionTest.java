package io.parley.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.log.jdbc.StorageException.Kind;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a failure means, by its SQLSTATE: before the commit, and where the commit itself failed. */
class StorageExceptionTest {

    /** PostgreSQL, appendix A; of H2, {@code org.h2.api.ErrorCode}. */
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "22001, text too long,                            REFUSED, REFUSED",
        "22021, character not in repertoire,              REFUSED, REFUSED",
        "23502, null where there must be a value,         REFUSED, REFUSED",
        "23514, check violated,                           REFUSED, REFUSED",
        "23505, another node made the same room or key,   BUSY,    BUSY",
        "40001, could not serialize; a deadlock on H2,    BUSY,    BUSY",
        "40P01, deadlock,                                 BUSY,    BUSY",
        "40000, rolled back,                              BUSY,    BUSY",
        "55P03, a lock was not to be had in time,         BUSY,    BUSY",
        "90131, another transaction changed the same row, BUSY,    BUSY",
        "HYT00, H2 waited too long for a lock,            BUSY,    UNCERTAIN",
        "40003, nobody knows whether it was committed,    LOST,    UNCERTAIN",
        "08000, connection exception,                     LOST,    UNCERTAIN",
        "08003, connection does not exist,                LOST,    UNCERTAIN",
        "08006, connection failure,                       LOST,    UNCERTAIN",
        "08007, transaction resolution unknown,           LOST,    UNCERTAIN",
        "25006, read-only,                                LOST,    UNCERTAIN",
        "25P02, transaction is aborted,                   LOST,    UNCERTAIN",
        "25P03, idle in transaction for too long,         LOST,    UNCERTAIN",
        "42501, no privilege,                             LOST,    UNCERTAIN",
        "53000, insufficient resources,                   LOST,    UNCERTAIN",
        "53100, disk full,                                LOST,    UNCERTAIN",
        "53200, out of memory,                            LOST,    UNCERTAIN",
        "53300, too many connections,                     LOST,    UNCERTAIN",
        "57014, cancelled or timed out,                   LOST,    UNCERTAIN",
        "57P01, shut down,                                LOST,    UNCERTAIN",
        "57P02, crashed,                                  LOST,    UNCERTAIN",
        "57P03, cannot connect now,                       LOST,    UNCERTAIN",
        "58030, input or output failed,                   LOST,    UNCERTAIN",
        "XX001, data corrupted,                           LOST,    UNCERTAIN",
        "90028, H2 could not read or write,               LOST,    UNCERTAIN",
        "90030, H2's file is corrupted,                   LOST,    UNCERTAIN",
        "90031, H2 could not read or write,               LOST,    UNCERTAIN",
        "90067, connection to H2 broken,                  LOST,    UNCERTAIN",
        "90098, H2 has been closed,                       LOST,    UNCERTAIN",
        "90121, H2 is closing,                            LOST,    UNCERTAIN",
        "HY000, a general error of H2,                    LOST,    UNCERTAIN",
        "X,     not a state at all,                       LOST,    UNCERTAIN"
    })
    void aStateTellsWhatAFailureMeans(String state, String what, Kind beforeCommit, Kind atCommit) {
        SQLException failure = new SQLException(what, state);
        SQLException hidden = new BatchUpdateException(new int[0], new SQLException("of the batch"));
        hidden.setNextException(failure);

        assertThat(StorageException.beforeCommit(failure).kind()).isEqualTo(beforeCommit);
        assertThat(StorageException.atCommit(failure).kind()).isEqualTo(atCommit);
        assertThat(StorageException.beforeCommit(hidden).kind())
                .as("hidden by a batch")
                .isEqualTo(beforeCommit);
        assertThat(StorageException.atCommit(hidden).kind())
                .as("hidden by a batch")
                .isEqualTo(atCommit);
        assertThat(StorageException.unreachable(failure).kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(StorageException.behindCommit(failure).kind()).isEqualTo(Kind.UNCERTAIN);
    }

    @Test
    void whatHasNoStateLeavesACommitOpen() {
        SQLException late = new SQLTimeoutException("in the driver");
        SQLException noPlace = new SQLTransientConnectionException("the pool is used up");

        assertThat(StorageException.beforeCommit(late).kind()).isEqualTo(Kind.LOST);
        assertThat(StorageException.atCommit(late).kind()).isEqualTo(Kind.UNCERTAIN);
        assertThat(StorageException.unreachable(noPlace).kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void theMessageTellsTheStateAndNothingThatWasToBeStored() {
        SQLException failure = new SQLException("value too long for \"secret\"", "22001", 7);

        assertThat(StorageException.beforeCommit(failure)).hasMessage("REFUSED, SQLSTATE 22001, 7");
    }
}
