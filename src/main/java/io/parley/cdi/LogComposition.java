package io.parley.cdi;

import io.parley.config.LogEngine;
import io.parley.config.LogSettings;
import io.parley.config.SchemaChoice;
import io.parley.config.Setting;
import io.parley.config.Settings;
import io.parley.log.LogAdministration;
import io.parley.log.Retention;
import io.parley.log.RetentionRules;
import io.parley.log.RoomLog;
import io.parley.log.jdbc.JdbcLogSettings;
import io.parley.log.jdbc.JdbcRoomLog;
import io.parley.log.jdbc.Schema;
import io.parley.log.memory.MemoryLogSettings;
import io.parley.log.memory.MemoryRoomLog;
import io.parley.protocol.EventEncoder;
import io.parley.room.RoomExport;
import io.parley.session.ConnectionContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The room log: the engine that was chosen, with what it works with. */
@ApplicationScoped
public class LogComposition {

    private static final System.Logger LOG = System.getLogger("io.parley");

    /** Jakarta EE Platform 10, section EE.5.20. */
    private static final String DEFAULT_DATASOURCE = "java:comp/DefaultDataSource";

    private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);

    /** Made by the container. */
    public LogComposition() {}

    @Produces
    @Singleton
    LogDatabase database(Settings settings) {
        // The server's own database makes its file there, readable by all
        Path folder = DataFolder.made(settings.dataDir());
        if (DataFolder.isOpenToAll(folder)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Everybody on this machine can get into the data folder {0}, and read what is said where the"
                            + " database is there: take that away (chmod o-rwx)",
                    folder);
        }
        LogSettings.Jdbc jdbc = settings.log().jdbc();
        return new LogDatabase(
                settings.log().uses(LogEngine.JDBC)
                        ? Optional.of(prepared(lookUp(jdbc.datasource().orElse(DEFAULT_DATASOURCE)), jdbc.schema()))
                        : Optional.empty());
    }

    private static DataSource prepared(DataSource source, SchemaChoice choice) {
        Schema schema = new Schema(source);
        if (choice == SchemaChoice.MIGRATE) {
            schema.migrate();
        } else {
            schema.validate();
        }
        return source;
    }

    /** Not as what it implements: that is produced below, with a scope of its own. */
    @Produces
    @Singleton
    @Typed(LogEngines.class)
    LogEngines engines(
            Settings settings,
            LogDatabase database,
            ConnectionContext.Time time,
            ManagedThreads threads,
            DatabaseThreads databaseThreads) {
        LogSettings log = settings.log();
        return new LogEngines(
                log::engine,
                log.uses(LogEngine.MEMORY)
                        ? Optional.of(new MemoryRoomLog(memory(log), time.wall(), threads.executor()))
                        : Optional.empty(),
                database.source().map(source -> jdbc(log, source, time, databaseThreads)));
    }

    @Produces
    @Singleton
    RoomLog log(LogEngines engines) {
        return engines.log();
    }

    @Produces
    @ApplicationScoped
    LogAdministration administration(LogEngines engines) {
        return engines;
    }

    @Produces
    @Singleton
    RoomExport export(RoomLog log, EventEncoder encoder) {
        return new RoomExport(log, encoder);
    }

    private static MemoryLogSettings memory(LogSettings log) {
        LogSettings.Memory memory = log.memory();
        return new MemoryLogSettings(
                memory.entries(), memory.bytes(), memory.keys(), memory.rooms(), memory.totalBytes(), log.dedupe());
    }

    private static JdbcRoomLog jdbc(
            LogSettings log, DataSource source, ConnectionContext.Time time, DatabaseThreads threads) {
        LogSettings.Jdbc jdbc = log.jdbc();
        JdbcRoomLog made = new JdbcRoomLog(
                source,
                new JdbcLogSettings(
                        log.dedupe(),
                        new JdbcLogSettings.Waiting(
                                jdbc.waiting().entries(),
                                jdbc.waiting().bytes(),
                                jdbc.waiting().patience()),
                        new JdbcLogSettings.Tails(
                                jdbc.tail().entries(),
                                jdbc.tail().bytes(),
                                jdbc.tail().totalBytes()),
                        new JdbcLogSettings.Times(
                                jdbc.reads().timeout(),
                                jdbc.reads().poll(),
                                HOUSEKEEPING,
                                log.publications().setAside()),
                        log.keepsAll() ? RetentionRules.FOREVER : room -> retention(log.retention(room))),
                new JdbcRoomLog.Time(time.wall(), time.timer()),
                threads.threads());
        made.start();
        return made;
    }

    private static Retention retention(LogSettings.Retention retention) {
        return new Retention(retention.age(), retention.entries());
    }

    @SuppressWarnings("BanJNDI") // Of the operator's settings, and of this server: the setting takes no other name
    private static DataSource lookUp(String name) {
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException | ClassCastException e) {
            throw new IllegalStateException(
                    "the room log needs a database, but the server has no data source " + name + ": set "
                            + Setting.LOG_DATASOURCE.key() + " to the name of one, or " + Setting.LOG.key()
                            + "=memory to do without",
                    e);
        }
    }

    @Produces
    @Singleton
    DatabaseThreads databaseThreads(Settings settings, ManagedThreads threads) {
        return new DatabaseThreads(
                threads.factory(), settings.log().jdbc().reads().waiting());
    }

    static void stop(@Disposes DatabaseThreads threads) {
        threads.close();
    }

    static void stop(@Disposes LogEngines engines) {
        engines.close();
    }
}
