package io.parley.it;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Wireshark's view of a capture file, with its default settings: nobody's own count. It is taken once, since Wireshark
 * takes far longer to start than to read. Files are put beside the capture.
 */
public final class Tshark {

    private static final long PATIENCE_SECONDS = 120;

    /** Of an expert's word; it has chats and notes on every connection's beginning and end. */
    private static final int WARNING = 0x600000;

    private static final String NUMBER = "frame.number";
    private static final String ANALYSIS = "tcp.analysis.flags";
    private static final String MALFORMED = "_ws.malformed";
    private static final String SEVERITY = "_ws.expert.severity";
    private static final String MESSAGE = "_ws.expert.message";

    private final Path file;
    private final List<String> fields;
    private final List<Map<String, String>> packets;

    /**
     * Takes a view of a file.
     *
     * @param file a capture, in a directory that the test may write to
     * @param fields what will be asked for: fields and protocols
     */
    public Tshark(Path file, String... fields) {
        this.file = file;
        this.fields = Stream.concat(Stream.of(NUMBER, ANALYSIS, MALFORMED, SEVERITY, MESSAGE), Stream.of(fields))
                .distinct()
                .toList();
        this.packets = run(command()).lines().map(this::packet).toList();
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", file.toString()));
        // Off by default, since real captures are taken before checksums are put in
        command.addAll(List.of("-o", "ip.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE", "-T", "fields"));
        fields.forEach(field -> command.addAll(List.of("-e", field)));
        return command;
    }

    private Map<String, String> packet(String line) {
        String[] values = line.split("\t", -1);
        assertThat(values).as(line).hasSameSizeAs(fields);
        return IntStream.range(0, values.length).boxed().collect(toMap(fields::get, i -> number(values[i])));
    }

    /** What is true or not stands there as a number with some versions of Wireshark, and as a word with others. */
    private static String number(String value) {
        return switch (value) {
            case "True" -> "1";
            case "False" -> "0";
            default -> value;
        };
    }

    /**
     * What the packets say that have a value of some field, or belong to some protocol.
     *
     * @param field the field, or the protocol
     * @param wanted of which each such packet gives the values; empty where it has none, with commas where it has more
     *     than one
     * @return packet by packet
     */
    public List<List<String>> having(String field, String... wanted) {
        return rows(packet -> !value(packet, field).isEmpty(), wanted);
    }

    /**
     * What the packets say that have one certain value of some field.
     *
     * @param field the field
     * @param value its value
     * @param wanted as for {@link #having}
     * @return packet by packet
     */
    public List<List<String>> where(String field, String value, String... wanted) {
        return rows(packet -> value(packet, field).equals(value), wanted);
    }

    /**
     * What it does not like: checksums, lost, repeated and disordered segments, malformed packets, warnings of any
     * kind.
     *
     * @return empty if all is well
     */
    public List<List<String>> complaints() {
        return rows(Tshark::isComplainedOf, NUMBER, MESSAGE);
    }

    private static boolean isComplainedOf(Map<String, String> packet) {
        return !value(packet, ANALYSIS).isEmpty()
                || !value(packet, MALFORMED).isEmpty()
                || Stream.of(value(packet, SEVERITY).split(",", -1))
                        .filter(severity -> !severity.isEmpty())
                        .anyMatch(severity -> Integer.parseInt(severity) >= WARNING);
    }

    private List<List<String>> rows(Predicate<Map<String, String>> which, String... wanted) {
        return packets.stream()
                .filter(which)
                .map(packet ->
                        Stream.of(wanted).map(field -> value(packet, field)).toList())
                .toList();
    }

    private static String value(Map<String, String> packet, String field) {
        return Objects.requireNonNull(packet.get(field), () -> field + " was not asked for");
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
