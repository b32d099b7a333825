package io.parley.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of a test's own that keeps what it has committed, and to which something may happen. */
final class OwnPostgres implements AutoCloseable {

    private final Path data;
    private final EmbeddedPostgres postgres;

    /** Starts it, on a free port of the loopback interface. */
    OwnPostgres(Path data) throws IOException {
        this.data = data;
        this.postgres = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    /**
     * Starts a server that has it as its data source, by the script that operators use, for an {@link Ordeal}.
     *
     * @param folder for what the script is to find
     */
    OwnServer server(String name, Path folder, String... more) throws IOException, URISyntaxException {
        Path driver = Path.of(org.postgresql.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Files.copy(driver, folder.resolve("postgresql.jar"));
        List<String> settings = new ArrayList<>(List.of("-Dparley.db.url=" + url(), "-Dparley.db.user=postgres"));
        settings.addAll(List.of(more));
        return OwnServer.setUpBy(
                Path.of("wildfly-config", "use-postgresql.cli"),
                folder,
                name,
                Ordeal.settings(settings.toArray(String[]::new)));
    }

    /** How many entries the log has. */
    long entries() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select count(*) from parley_entry")) {
            found.next();
            return found.getLong(1);
        }
    }

    /** One of its processes is killed: it gives up all connections, and recovers from its log by itself. */
    void crashes() throws Exception {
        List<ProcessHandle> before = processes().filter(this::serves).toList();
        for (ProcessHandle victim : before.subList(0, 1)) {
            signal("KILL", List.of(victim));
            victim.onExit().get(1, TimeUnit.MINUTES);
        }
    }

    /** All of its processes stand still for some time. */
    void hangs(long time, TimeUnit unit) throws Exception {
        List<ProcessHandle> frozen = processes().toList();
        signal("STOP", frozen);
        CompletableFuture.runAsync(() -> signal("CONT", frozen), CompletableFuture.delayedExecutor(time, unit))
                .join();
    }

    /** Whether this is one that serves a connection; the others are known by what they do. */
    private boolean serves(ProcessHandle process) {
        return commandLine(process).contains("postgres: postgres postgres 127.0.0.1");
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException e) {
            return "gone: " + e.getMessage();
        }
    }

    /** The first of them, and those that it has made. */
    private Stream<ProcessHandle> processes() throws IOException {
        long first = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        ProcessHandle postmaster = ProcessHandle.of(first).orElseThrow();
        return Stream.concat(Stream.of(postmaster), postmaster.children());
    }

    private static void signal(String signal, List<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        try {
            new ProcessBuilder(command).inheritIO().start().onExit().join();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
