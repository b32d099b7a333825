package io.parley.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Wireshark's view of a capture file, with its default settings: nobody's own count. Files are put beside the capture.
 */
public final class Tshark {

    private static final long PATIENCE_SECONDS = 120;

    /** Warnings and errors; it has chats and notes on every connection's beginning and end. */
    private static final String COMPLAINTS = "tcp.analysis.flags || _ws.malformed || _ws.expert.severity >= 0x600000";

    private final Path file;

    /**
     * A view of a file.
     *
     * @param file a capture, in a directory that the test may write to
     */
    public Tshark(Path file) {
        this.file = file;
    }

    /**
     * What some packets say.
     *
     * @param filter which packets, as a display filter
     * @param fields of which each packet that passes gives the values; empty where it has none, with commas where it
     *     has more than one
     * @return packet by packet
     */
    public List<List<String>> rows(String filter, String... fields) {
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", file.toString(), "-Y", filter));
        // Off by default, since real captures are taken before checksums are put in
        command.addAll(List.of("-o", "ip.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE", "-T", "fields"));
        Stream.of(fields).flatMap(field -> Stream.of("-e", field)).forEach(command::add);
        return run(command).lines().map(line -> List.of(line.split("\t", -1))).toList();
    }

    /**
     * What it does not like: checksums, lost, repeated and disordered segments, malformed packets, warnings of any
     * kind.
     *
     * @return empty if all is well
     */
    public List<List<String>> complaints() {
        return rows(COMPLAINTS, "frame.number", "_ws.col.Info", "_ws.expert.message");
    }

    private String run(List<String> command) {
        Path answer = file.resolveSibling(file.getFileName() + ".tshark");
        Path complaint = file.resolveSibling(file.getFileName() + ".tshark-errors");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectOutput(answer.toFile()).redirectError(complaint.toFile());
        builder.environment()
                .put("WIRESHARK_CONFIG_DIR", file.resolveSibling("no-settings").toString());
        try {
            Process process = start(builder);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("no answer after " + PATIENCE_SECONDS + " s from " + command);
            }
            if (process.exitValue() != 0) {
                throw new AssertionError(command + " failed: " + Files.readString(complaint));
            }
            return Files.readString(answer);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError("this test needs tshark, which Debian's package tshark brings", e);
        }
    }
}
