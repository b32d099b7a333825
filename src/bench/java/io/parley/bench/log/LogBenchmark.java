package io.parley.bench.log;

import io.parley.log.jdbc.Schema;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Measures the durable log on each database. */
public final class LogBenchmark {

    private static final Logger LOG = Logger.getLogger(LogBenchmark.class.getName());

    /** Kept, since a logger that nobody keeps forgets its level: Flyway tells of each table. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private static final int SMALL = 10_000;

    private final Options options;
    private final BenchDatabase database;
    private final Samples samples = new Samples();

    private LogBenchmark(Options options, BenchDatabase database) {
        this.options = options;
        this.database = database;
    }

    /**
     * Measures all.
     *
     * @param args the folder of the build
     * @throws IOException if a file is not what it should be
     * @throws SQLException if a database is not
     */
    public static void main(String[] args) throws IOException, SQLException {
        Path folder = Files.createDirectories(Path.of(args[0], "log"));
        Options options = Options.read(System::getProperty);
        FLYWAY.setLevel(Level.WARNING);
        JsonObjectBuilder databases = Json.createObjectBuilder();
        for (String name : options.databases()) {
            Path files = Files.createTempDirectory(folder, name);
            try (BenchDatabase database = BenchDatabase.open(name, files)) {
                Map<String, String> facts = database.facts();
                Samples samples = new LogBenchmark(options, database).run();
                LOG.info(Report.table(name, facts, samples));
                databases.add(name, Report.json(facts, samples));
            } finally {
                delete(files);
            }
        }
        Path json = folder.resolve("log.json");
        Files.writeString(
                json,
                Json.createObjectBuilder()
                        .add("java", Runtime.version().toString())
                        .add("processors", Runtime.getRuntime().availableProcessors())
                        .add("seconds", options.measured().toSeconds())
                        .add("entries", options.entries())
                        .add("databases", databases)
                        .build()
                        .toString());
        LOG.info("All numbers: " + json);
    }

    private Samples run() throws SQLException {
        new Schema(database.pool().source()).migrate();
        repeat(List.of(
                new LoneSender(database, options.measured()),
                new ManySenders(database, 1, options.measured()),
                new ManySenders(database, 100, options.measured())));
        Rooms small = Rooms.fill(database, SMALL);
        Rooms large = Rooms.fill(database, options.entries());
        database.settle();
        repeat(List.of(
                new Recovery(database, large.name(0), options.entries()),
                new Joining(database, small.name(0), large.name(0))));
        return samples;
    }

    /** There is one repetition more, that warms up and does not count. */
    private void repeat(List<Trial> trials) throws SQLException {
        Samples warmUp = new Samples();
        for (Trial trial : trials) {
            trial.run(warmUp);
        }
        for (int repetition = 0; repetition < options.repetitions(); repetition++) {
            for (Trial trial : trials) {
                trial.run(samples);
            }
            samples.add(
                    "load of the machine, processes",
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
