package io.parley.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Says something in rooms, with the transaction of the caller: what is published is seen by nobody before the commit,
 * and by nobody ever after a rollback; after the commit it is in its room once, behind what the transaction published
 * before. That holds even if this server is killed, as far as the database then has what was committed, and undoes the
 * rest. To inject, in any application on a server whose data source leads to the chat's database.
 *
 * <p>The data source is the one that {@code parley.log.datasource} names in MicroProfile Config, for this application
 * as for the chat; by default the server's. It has to be the very one that the rest of the transaction works with, or
 * both have to be XA ones.
 *
 * <p>May be used by any thread; blocks for one statement.
 */
@ApplicationScoped
public class Parley {

    private static final String DATASOURCE = "parley.log.datasource";

    /** Jakarta EE Platform 10, section EE.5.20. */
    private static final String DEFAULT_DATASOURCE = "java:comp/DefaultDataSource";

    private static final Runnable RELAY = RelayControl::relay;

    private final CurrentTransaction transaction = CurrentTransaction.here();
    private volatile @Nullable PublicationWriter writer;

    /** Made by the container. */
    public Parley() {}

    /**
     * Publishes with the transaction of the calling thread; where there is none, in one of its own.
     *
     * @param message what, and where
     * @return the id by which members know it: its key, where it has one
     * @throws IllegalArgumentException if something of it is empty, too long, or holds U+0000
     * @throws PublicationFailedException where it could not be written
     */
    public String publish(Message message) {
        PublicationRow row = PublicationRow.of(message);
        switch (transaction.state()) {
            case ACTIVE -> {
                writer().writeWithTransaction(row);
                transaction.afterCommit(RELAY);
            }
            case NONE -> {
                writer().writeAlone(row);
                RELAY.run();
            }
            case DOOMED -> {
                // Nobody will see it, and a connection may not be had any more
            }
        }
        return row.key().orElse(row.uid());
    }

    /** Made when the application starts, where its names are known, and not by whoever publishes first. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        transaction.state();
    }

    private PublicationWriter writer() {
        PublicationWriter made = writer;
        if (made == null) {
            Config config = ConfigProvider.getConfig();
            Optional<Integer> most = config.getOptionalValue(PublicationWriter.WAITING, Integer.class);
            made = new PublicationWriter(
                    lookUp(config.getOptionalValue(DATASOURCE, String.class).orElse(DEFAULT_DATASOURCE)),
                    most.orElse(PublicationWriter.DEFAULT_WAITING));
            writer = made;
        }
        return made;
    }

    @SuppressWarnings("BanJNDI") // Of the operator's settings
    private static DataSource lookUp(String name) {
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException | ClassCastException e) {
            throw new PublicationFailedException(
                    "the server has no data source " + name + ": set " + DATASOURCE + " to that of the chat", e);
        }
    }
}
