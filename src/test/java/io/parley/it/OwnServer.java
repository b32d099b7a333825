package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** A WildFly of a test's own, that the test may stop: the provisioned one with the WAR, on free loopback ports. */
final class OwnServer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(OwnServer.class.getName());

    private static final int PATIENCE_SECONDS = 120;
    private static final Path HOME = Path.of(System.getProperty("wildfly.home", "target/server"));
    private static final Path APPLICATIONS_HOME =
            Path.of(System.getProperty("wildfly.applications.home", "target/application-server"));
    private static final Path PARLEY = Path.of("target", "parley.war");
    /** Half of what a start takes is the second compiler, for which few tests have them live long enough. */
    private static final String COMPILERS =
            "-XX:TieredStopAtLevel=" + System.getProperty("parley.it.own-server.compilers", "1");

    private static final String JAVA = Path.of(
                    System.getProperty("it.java.home", System.getProperty("java.home")), "bin", "java")
            .toString();

    private final int httpPort = freePort();
    private final int adminPort = freePort();
    private final String name;
    private final Setup setup;
    private final ProcessBuilder java;
    private Process process;

    /**
     * Starts it with a heap of 1 GiB, and settings of its own, each a line {@code -Dname=value}. That the machine
     * stands still makes it refuse nobody, unless they say so.
     */
    OwnServer(String name, String... settings) throws IOException {
        this(name, 1024, settings);
    }

    /** Starts it with a heap of its own size; it ends at once when that is full. */
    OwnServer(String name, int heapMib, String... settings) throws IOException {
        this(name, new Setup(HOME, heapMib, Optional.empty(), List.of(PARLEY)), settings);
    }

    private OwnServer(String name, Setup setup, String... settings) throws IOException {
        this.name = name;
        this.setup = setup;
        Path base = base();
        copy(setup.home().resolve("standalone/configuration"), configuration());
        Files.createDirectories(base.resolve("deployments"));
        if (setup.script().isEmpty()) {
            deployAtStart(configuration().resolve("standalone.xml"), setup.archives());
        }
        List<String> command = modular("-Xmx" + setup.heapMib() + "m", "org.jboss.as.standalone");
        command.add(1, "-XX:+ExitOnOutOfMemoryError");
        command.addAll(List.of(
                "-Djboss.home.dir=" + setup.home().toAbsolutePath(),
                "-Djboss.server.base.dir=" + base,
                "-Djboss.http.port=" + httpPort,
                "-Djboss.https.port=" + freePort(),
                "-Djboss.management.http.port=" + adminPort,
                "-Dparley.overload.delay=PT0S"));
        command.addAll(List.of(settings));
        java = new ProcessBuilder(command).redirectErrorStream(true);
        process = java.start();
        try {
            awaitStart();
            if (setup.script().isPresent()) {
                prepare(setup.script().get());
            }
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** As if they had been deployed before. */
    private static void deployAtStart(Path configuration, List<Path> archives) throws IOException {
        StringBuilder deployments = new StringBuilder("    <deployments>\n");
        for (Path archive : archives) {
            String file = archive.getFileName().toString();
            deployments.append("""
                            <deployment name="%1$s" runtime-name="%1$s">
                                <fs-archive path="%2$s"/>
                            </deployment>
                    """.formatted(file, archive.toAbsolutePath()));
        }
        String end = "</server>";
        String before = Files.readString(configuration);
        assertThat(before).endsWith(end);
        Files.writeString(
                configuration,
                before.substring(0, before.length() - end.length()) + deployments + "    </deployments>\n" + end);
    }

    /** What is deployed finds a server that is set up. */
    private void prepare(Script script) throws IOException {
        List<String> commands = new ArrayList<>(Files.readAllLines(script.file()));
        commands.add("reload");
        setup.archives().forEach(archive -> commands.add("deploy " + archive.toAbsolutePath()));
        Path whole = Files.write(base().resolve("prepare.cli"), commands);
        cli("--file=" + whole, script.folder());
    }

    /** Commands of jboss-cli, and the folder in which they find what they name. */
    private record Script(Path file, Path folder) {}

    /**
     * Where it comes from, and what is done to it.
     *
     * @param home which WildFly
     * @param script what sets it up before anything is deployed
     * @param archives what is deployed
     */
    private record Setup(Path home, int heapMib, Optional<Script> script, List<Path> archives) {}

    /** Starts one that is set up by a script of jboss-cli, which is run in a folder. */
    static OwnServer setUpBy(Path script, Path folder, String name, String... settings) throws IOException {
        return new OwnServer(
                name, new Setup(HOME, 1024, Optional.of(new Script(script, folder)), List.of(PARLEY)), settings);
    }

    /** Starts one that has what applications need beside what Parley does, with some of them and the H2 of its own. */
    static OwnServer withApplications(String name, List<Path> archives, String... settings) throws IOException {
        return new OwnServer(name, new Setup(APPLICATIONS_HOME, 1024, Optional.empty(), archives), settings);
    }

    /** The same, set up by a script. */
    static OwnServer withApplications(Path script, Path folder, String name, List<Path> archives, String... settings)
            throws IOException {
        return new OwnServer(
                name, new Setup(APPLICATIONS_HOME, 1024, Optional.of(new Script(script, folder)), archives), settings);
    }

    private void awaitStart() {
        CompletableFuture<Void> started = new CompletableFuture<>();
        InputStream output = process.getInputStream();
        Thread reader = new Thread(() -> read(output, started), name);
        reader.setDaemon(true);
        reader.start();
        started.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private List<String> modular(String option, String module) {
        return new ArrayList<>(List.of(
                JAVA,
                option,
                COMPILERS,
                "-jar",
                setup.home().resolve("jboss-modules.jar").toAbsolutePath().toString(),
                "-mp",
                setup.home().resolve("modules").toAbsolutePath().toString(),
                module));
    }

    private static void read(InputStream output, CompletableFuture<Void> started) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("WFLYSRV0025")) {
                    started.complete(null);
                }
                if (line.contains("Farewell") || line.contains("ERROR")) {
                    LOG.info(line);
                }
            }
            started.completeExceptionally(new IllegalStateException("the server did not start"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs commands of jboss-cli, one after another, and waits for them. */
    void manage(String... commands) throws IOException {
        cli("--commands=" + String.join(",", commands), Path.of(""));
    }

    private void cli(String what, Path folder) throws IOException {
        List<String> command = modular("-Xmx128m", "org.jboss.as.cli");
        command.addAll(List.of(
                "--connect",
                "--controller=127.0.0.1:" + adminPort,
                "--timeout=" + TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS),
                what));
        Process cli = new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(cli.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (exitCode(cli) != 0) {
            throw new IOException(what + ": " + said);
        }
    }

    /** Where its configuration lies. */
    Path configuration() {
        return base().resolve("configuration");
    }

    /** The folder of what it writes. */
    private Path base() {
        return HOME.resolveSibling("own-servers").resolve(name).toAbsolutePath();
    }

    Server server() {
        return server("parley");
    }

    /** What is deployed under that name. */
    Server server(String archive) {
        return new Server(URI.create("http://127.0.0.1:" + httpPort + "/" + archive + "/"));
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL; returns when the process has gone. */
    void kill() {
        close();
        exitCode(process);
    }

    /** Starts it once more, on the same ports, with what is deployed and what lies in its data folder. */
    void startsAgain() throws IOException {
        process = java.start();
        awaitStart();
    }

    /** Waits until the process has gone. */
    void awaitEnd() {
        exitCode(process);
    }

    private static int exitCode(Process process) {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("did not come to an end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        // Not the process itself, which would close the output while it is read
        process.toHandle().destroyForcibly();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.write(copy, Files.readAllBytes(file));
            }
        }
    }
}
