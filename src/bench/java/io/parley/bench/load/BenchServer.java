package io.parley.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/** A server in a process of its own, and what that takes. */
final class BenchServer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(BenchServer.class.getName());

    private static final int PATIENCE_SECONDS = 120;

    private final Container container;
    private final Path javaHome;
    private final Process process;
    private final CompletableFuture<Void> started = new CompletableFuture<>();

    /**
     * Starts it, with nothing deployed.
     *
     * @param javaHome has the tools for the server's Java
     */
    BenchServer(Container container, Path javaHome) throws IOException {
        this.container = container;
        this.javaHome = javaHome;
        process = new ProcessBuilder(container.starting())
                .redirectErrorStream(true)
                .start();
        // Payara waits for what it is told there
        process.getOutputStream().close();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Thread reader = new Thread(this::read, "server");
        reader.setDaemon(true);
        reader.start();
        started.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains(container.started())) {
                    started.complete(null);
                }
                if (line.contains("ERROR") || line.contains("SEVERE")) {
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
        Shell.run(container.deploying(war));
    }

    int port() {
        return container.port();
    }

    Duration cpu() {
        return new CpuClock(process.pid()).used();
    }

    MemoryGauge.Memory memory() {
        return gauge().afterCollection();
    }

    void makeRoomInMemory() {
        gauge().makeRoom();
    }

    private MemoryGauge gauge() {
        return new MemoryGauge(javaHome, process.pid());
    }

    @Override
    public void close() {
        process.destroyForcibly();
        Shell.exitCode(process);
    }
}
