package io.parley.log.jdbc;

import io.parley.log.LogUnavailableException;
import io.parley.log.publication.PublicationStore;
import io.parley.log.publication.WrittenPublication;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** The publications in {@code parley_publication}. The schema must be there: {@link Schema}. */
public final class JdbcPublications implements PublicationStore {

    private static final int REASON_CHARS = 512;

    private final Database database;

    /**
     * What is in the database of the log.
     *
     * @param source where connections come from
     * @param timeout after which the database has not answered
     */
    public JdbcPublications(DataSource source, Duration timeout) {
        this.database = new Database(source, timeout);
    }

    @Override
    public List<WrittenPublication> oldest(int most, int mostChars, Set<String> leftOut) {
        return done(connection -> PublicationSql.oldest(connection, most, mostChars, leftOut));
    }

    @Override
    public int count(int most) {
        return done(connection -> PublicationSql.count(connection, most));
    }

    @Override
    public void take(Collection<Long> ids) {
        // In one order on every node
        List<Long> sorted = ids.stream().sorted().toList();
        done(connection -> PublicationSql.take(connection, sorted));
    }

    @Override
    public void setAside(Map<Long, String> reasons) {
        reasons.forEach((id, reason) -> done(connection -> {
            PublicationSql.setAside(connection, id, cut(reason));
            return true;
        }));
    }

    private static String cut(String reason) {
        return reason.substring(0, Math.min(reason.length(), REASON_CHARS));
    }

    private <T> T done(Database.Work<T> work) {
        try {
            return database.transaction(work);
        } catch (StorageException e) {
            throw new LogUnavailableException("the publications cannot be reached now: " + e.getMessage(), false);
        }
    }
}
