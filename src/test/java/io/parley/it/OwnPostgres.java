package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static final Path SCRIPT = Path.of("wildfly-config", "use-postgresql.cli");

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
        copyDriver(folder);
        return OwnServer.setUpBy(SCRIPT, folder, name, Ordeal.settings(settings(more)));
    }

    /** The same with applications of the tests, and no ordeal. */
    OwnServer serverWithApplications(String name, Path folder, List<Path> archives)
            throws IOException, URISyntaxException {
        copyDriver(folder);
        return OwnServer.withApplications(SCRIPT, folder, name, archives, settings());
    }

    private static void copyDriver(Path folder) throws IOException, URISyntaxException {
        Path driver = Path.of(org.postgresql.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Files.copy(driver, folder.resolve("postgresql.jar"));
    }

    private String[] settings(String... more) {
        List<String> settings = new ArrayList<>(List.of("-Dparley.db.url=" + url(), "-Dparley.db.user=postgres"));
        settings.addAll(List.of(more));
        return settings.toArray(String[]::new);
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
        boolean struck = false;
        while (!struck) {
            try (Connection own = connection()) {
                assertThat(own.isClosed()).isFalse();
                List<ProcessHandle> serving =
                        processes().filter(this::serves).limit(1).toList();
                signal("KILL", serving);
                for (ProcessHandle victim : serving) {
                    victim.onExit().get(1, TimeUnit.MINUTES);
                    struck = true;
                }
            }
        }
    }

    /** As soon as it lets anybody in: while it recovers from the last crash it does not. */
    private Connection connection() throws SQLException {
        long since = System.nanoTime();
        while (true) {
            try {
                return postgres.getPostgresDatabase().getConnection();
            } catch (SQLException e) {
                if (System.nanoTime() - since > Patience.LONG.toNanos()) {
                    throw e;
                }
            }
        }
    }

    /**
     * All of its processes are killed at once, as by a loss of power, and it is started again: it recovers likewise.
     */
    void isKilled() throws Exception {
        List<ProcessHandle> victims = processes().toList();
        List<String> arguments =
                new ArrayList<>(List.of(commandLine(victims.get(0)).split("\0")));
        signal("KILL", victims);
        for (ProcessHandle victim : victims) {
            victim.onExit().get(1, TimeUnit.MINUTES);
        }
        start(arguments);
    }

    /** By its own starter, which waits until it is up. */
    private void start(List<String> arguments) throws IOException, InterruptedException {
        Path starter = Path.of(arguments.remove(0)).resolveSibling("pg_ctl");
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // It refuses to be root; so it was begun, too
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(starter.toString(), "-D", data.toString(), "-w", "-l", data + ".log"));
        command.addAll(List.of("-o", "'" + String.join("' '", arguments) + "'", "start"));
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("%s", command).isTrue();
        assertThat(process.exitValue()).as("%s", command).isZero();
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
