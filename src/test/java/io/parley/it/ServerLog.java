package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What the server writes into its log from now on. */
final class ServerLog {

    private static final String FILE = System.getProperty("it.server.log", "");
    private static final Pattern TROUBLE =
            Pattern.compile("\\b(WARN|ERROR)\\b|\\[(WARNING|SEVERE)\\]|^\\s+at [\\w.$/@]+\\(|Exception\\b");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final long from;

    ServerLog() {
        // A server that has not written yet has no such file
        this.from = new File(FILE).length();
    }

    /** The lines that warn, tell of an error, or belong to a stack trace. */
    List<String> trouble() {
        return lines().stream().filter(line -> TROUBLE.matcher(line).find()).toList();
    }

    /** All lines; some servers write a message below the line that has its level. */
    List<String> lines() {
        byte[] written = read(file -> {
            byte[] bytes = new byte[Math.toIntExact(file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return bytes;
        });
        return new String(written, StandardCharsets.UTF_8).lines().toList();
    }

    /** There is such a line, or will be: some servers write their log later. */
    void has(Predicate<String> line) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (lines().stream().noneMatch(line) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(lines()).anyMatch(line);
    }

    private interface Reading<T> {
        T from(RandomAccessFile file) throws IOException;
    }

    private static <T> T read(Reading<T> reading) {
        try (RandomAccessFile file = new RandomAccessFile(FILE, "r")) {
            return reading.from(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
