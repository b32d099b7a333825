package io.parley.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The provisioned WildFly, in a process of its own, on free ports of the loopback interface. */
final class BenchServer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(BenchServer.class.getName());

    private static final int PATIENCE_SECONDS = 120;
    private static final String WORKER = "<worker name=\"default\"";
    private static final String STARTED = "WFLYSRV0025";

    private final Path home;
    private final Path javaHome;
    private final int port = freePort();
    private final int adminPort = freePort();
    private final Process process;
    private final CompletableFuture<Void> started = new CompletableFuture<>();

    /**
     * Starts it, with nothing deployed.
     *
     * @param home where it was provisioned; only read
     * @param base gets what it writes
     * @param options of Java and of the server, each a line {@code -Dname=value}
     */
    BenchServer(Path home, Path base, Options options) throws IOException {
        this.home = home;
        this.javaHome = options.javaHome();
        copy(home.resolve("standalone/configuration"), base.resolve("configuration"));
        if (options.ioThreads() > 0) {
            setIoThreads(base.resolve("configuration/standalone.xml"), options.ioThreads());
        }
        List<String> command = modular("-Xmx" + options.heapMib() + "m", "org.jboss.as.standalone");
        // As WildFly's own scripts do; so a collection gives memory back that is not needed
        command.add(1, "-Xms64m");
        command.addAll(List.of(
                "-Djboss.home.dir=" + home.toAbsolutePath(),
                "-Djboss.server.base.dir=" + base.toAbsolutePath(),
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=" + freePort(),
                "-Djboss.management.http.port=" + adminPort));
        command.addAll(options.serverSettings());
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Thread reader = new Thread(this::read, "server");
        reader.setDaemon(true);
        reader.start();
        started.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private static void setIoThreads(Path configuration, int threads) throws IOException {
        String before = Files.readString(configuration);
        String after = before.replace(WORKER + "/>", WORKER + " io-threads=\"" + threads + "\"/>");
        if (after.equals(before)) {
            throw new IOException("no default worker in " + configuration);
        }
        Files.writeString(configuration, after);
    }

    private List<String> modular(String option, String module) {
        return new ArrayList<>(List.of(
                javaHome.resolve("bin/java").toString(),
                option,
                "-jar",
                home.resolve("jboss-modules.jar").toString(),
                "-mp",
                home.resolve("modules").toString(),
                module));
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains(STARTED)) {
                    started.complete(null);
                }
                if (line.contains("ERROR")) {
                    LOG.info(line);
                }
            }
            started.completeExceptionally(new IllegalStateException("the server did not start"));
        } catch (IOException e) {
            // So it is, too, when the server is ended here
            started.completeExceptionally(e);
        }
    }

    void deploy(Path war) throws IOException {
        List<String> command = modular("-Xmx128m", "org.jboss.as.cli");
        command.addAll(List.of(
                "--connect", "--controller=127.0.0.1:" + adminPort, "--command=deploy " + war.toAbsolutePath()));
        Process cli = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(cli.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (exitCode(cli) != 0) {
            throw new IOException(war + ": " + said);
        }
    }

    private static int exitCode(Process ending) {
        try {
            return ending.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return port;
    }

    Duration cpu() {
        return new CpuClock(process.pid()).used();
    }

    MemoryGauge.Memory memory() {
        return new MemoryGauge(javaHome, process.pid()).afterCollection();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        exitCode(process);
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
