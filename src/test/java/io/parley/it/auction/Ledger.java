package io.parley.it.auction;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps lines for the tests: by subject, and for what outlives the deployment in a file. */
@ApplicationScoped
public class Ledger {

    /** The file's path, among the settings of the deployment. */
    public static final String FILE = "auction.file";

    private static final long PATIENCE_SECONDS = 30;

    private final Map<String, BlockingQueue<String>> lines = new ConcurrentHashMap<>();

    /** Made by the container. */
    public Ledger() {}

    void note(String subject, String line) {
        lines(subject).add(line);
    }

    /** Writes a line into the file. */
    void write(String line) {
        try {
            Files.writeString(file(), line + '\n', StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file() throws IOException {
        Properties settings = new Properties();
        try (InputStream in =
                Objects.requireNonNull(Ledger.class.getResourceAsStream("/META-INF/microprofile-config.properties"))) {
            settings.load(in);
        }
        return Path.of(settings.getProperty(FILE));
    }

    /** The next line of a subject; waits for it. */
    String next(String subject) throws InterruptedException {
        String line = lines(subject).poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return line == null ? "nothing was heard" : line;
    }

    private BlockingQueue<String> lines(String subject) {
        return lines.computeIfAbsent(subject, name -> new LinkedBlockingQueue<>());
    }
}
