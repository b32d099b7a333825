package io.parley.frame.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.Direction;
import io.parley.frame.HeaderSnapshot;
import io.parley.frame.inspection.Endpoint;
import io.parley.frame.inspection.Route;
import io.parley.it.Tshark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wireshark's dissectors find in a file what was put into it, without being told where to look. */
@Tag("tshark")
class WiresharkIT {

    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;
    private static final int TEXT_BEGINS = 0x01;
    private static final int CONTINUED = 0x00;
    private static final int CONTINUED_TO_THE_END = 0x80;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int PONG = 0x8A;
    private static final String CODE_1000 = "\u0003\u00E8";

    private static final String[] HEADER = {
        "frame.time_epoch",
        "tcp.srcport",
        "websocket.fin",
        "websocket.rsv",
        "websocket.opcode",
        "websocket.mask",
        "websocket.masking_key",
        "websocket.payload_length",
        "websocket.payload_length_ext_16",
        "websocket.payload_length_ext_64"
    };
    private static final String[] PAYLOAD = {
        "websocket.payload.text",
        "data.data",
        "websocket.payload.ping",
        "websocket.payload.pong",
        "websocket.payload.close.status_code",
        "websocket.payload.close.reason"
    };
    private static final String[] REST = {
        "websocket",
        "websocket.reassembled.length",
        "http",
        "http.request.uri",
        "http.response.code",
        "frame.comment",
        "tcp.flags.syn",
        "tcp.analysis.flags",
        "tcp",
        "ip",
        "tcp.checksum.status",
        "ip.checksum.status"
    };
    /** Of a checksum. */
    private static final String GOOD = "1";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 50123, 198.51.100.1, 8080",
        "192.0.2.7, 50123, 198.51.100.1, 80",
        "192.0.2.7, 50123, 198.51.100.1, 443",
        "192.0.2.7, 50123, 198.51.100.1, 8443",
        "192.0.2.7, 50123, 198.51.100.1, 52341",
        "192.0.2.7, 61000, 198.51.100.1, 9000",
        "2001:db8::7, 50123, 2001:db8::1, 8080",
        "[fe80::7%eth0], 50123, [fe80::1%eth0], 52341",
        "2001:db8::7, 50123, 198.51.100.1, 8443",
        "127.0.0.1, 50123, 127.0.0.1, 8080",
        "nobody, -1, nobody, -1"
    })
    void frames_are_dissected_whatever_the_addresses_and_ports(String from, int fromPort, String to, int toPort)
            throws IOException {
        Route route = new Route(new Endpoint(from, fromPort), new Endpoint(to, toPort), true, "/chat/tea");
        Tshark tshark = tshark(everyKind(), route, Visibility.SHOWN);

        assertThat(tshark.complaints()).isEmpty();
        assertHeaders(tshark, everyKind());
        assertThat(tshark.having("websocket", PAYLOAD))
                .containsExactly(
                        List.of("Hello", "", "", "", "", ""),
                        List.of("{\"type\":\"pong\"}", "", "", "", "", ""),
                        List.of("", "00ff80", "", "", "", ""),
                        List.of("", "", "", "", "", ""),
                        List.of("", "", "7468657265", "", "", ""),
                        List.of("", "", "", "7468657265", "", ""),
                        List.of("", "", "", "", "1000", "bye"),
                        List.of("", "", "", "", "", ""));
        assertThat(tshark.having("http", "http.request.uri", "http.response.code"))
                .containsExactly(List.of("/chat/tea", ""), List.of("", "101"));
    }

    private static Recording everyKind() {
        return new Recording()
                .fromClient(TEXT, "Hello")
                .fromServer(TEXT, "{\"type\":\"pong\"}")
                .fromClient(BINARY, "\u0000\u00FF\u0080")
                .fromServer(BINARY, "")
                .fromServer(PING, "there")
                .fromClient(PONG, "there")
                .fromClient(CLOSE, CODE_1000 + "bye")
                .fromServer(CLOSE, "");
    }

    @Test
    void redacted_payloads_are_dissected_as_asterisks() throws IOException {
        Tshark tshark = tshark(everyKind(), Recording.ROUTE, Visibility.REDACTED);

        assertThat(tshark.complaints()).isEmpty();
        assertHeaders(tshark, everyKind());
        assertThat(tshark.having("websocket", PAYLOAD))
                .containsExactly(
                        List.of("*****", "", "", "", "", ""),
                        List.of("***************", "", "", "", "", ""),
                        List.of("", "2a2a2a", "", "", "", ""),
                        List.of("", "", "", "", "", ""),
                        List.of("", "", "2a2a2a2a2a", "", "", ""),
                        List.of("", "", "", "2a2a2a2a2a", "", ""),
                        List.of("", "", "", "", "1000", "***"),
                        List.of("", "", "", "", "", ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 16_370, 16_384, 65_535, 65_536, 20 << 20})
    void frames_of_every_length_are_whole(int length) throws IOException {
        Recording recording = new Recording()
                .fromClient(BINARY, "x".repeat(length))
                .fromServer(BINARY, "y".repeat(length))
                .fromClient(TEXT, "after")
                .fromServer(TEXT, "after");
        Tshark tshark = tshark(recording, Recording.ROUTE, Visibility.SHOWN);

        assertThat(tshark.complaints()).isEmpty();
        assertHeaders(tshark, recording);
        assertThat(tshark.where("websocket.payload.text", "after", "websocket")).hasSize(2);
    }

    @Test
    void fragments_are_put_together_around_control_frames() throws IOException {
        Recording recording = new Recording()
                .fromServer(TEXT_BEGINS, "one ")
                .fromServer(PING, "")
                .fromServer(CONTINUED, "two ")
                .fromClient(PONG, "")
                .fromServer(CONTINUED_TO_THE_END, "three");
        Tshark tshark = tshark(recording, Recording.ROUTE, Visibility.SHOWN);

        assertThat(tshark.complaints()).isEmpty();
        assertHeaders(tshark, recording);
        assertThat(tshark.having("websocket.reassembled.length", "websocket.payload.text"))
                .containsExactly(List.of("one two three"));
    }

    @Test
    void comments_stand_on_the_packets_where_frames_are_shown() throws IOException {
        Recording recording = new Recording().fromClient(TEXT, "a").lose(3).fromServer(TEXT, "b".repeat(40_000));
        Tshark tshark = tshark(recording, Recording.ROUTE, Visibility.SHOWN);

        assertThat(tshark.complaints()).isEmpty();
        assertThat(tshark.having("websocket", "frame.comment"))
                .containsExactly(List.of(""), List.of("3 frames before this one were not kept"));
        assertThat(tshark.having("frame.comment", "websocket")).hasSize(1);
    }

    /** Many of them break rules, so that only their headers are looked at. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void random_frames_have_their_headers_and_no_segment_is_lost_or_repeated(long seed) throws IOException {
        Recording recording = Recording.random(new Random(seed), 200);
        Tshark tshark = tshark(recording, Recording.ROUTE, Visibility.REDACTED);

        assertHeaders(tshark, recording);
        assertThat(tshark.having("tcp.analysis.flags", "frame.number")).isEmpty();
        assertThat(tshark.having("tcp", "tcp.checksum.status")).isNotEmpty().containsOnly(List.of(GOOD));
        assertThat(tshark.having("ip", "ip.checksum.status")).isNotEmpty().containsOnly(List.of(GOOD));
    }

    private Tshark tshark(Recording recording, Route route, Visibility visibility) throws IOException {
        Path file = Files.write(directory.resolve("frames.pcapng"), recording.file(route, visibility));
        return new Tshark(
                file, Stream.of(HEADER, PAYLOAD, REST).flatMap(Stream::of).toArray(String[]::new));
    }

    private static void assertHeaders(Tshark tshark, Recording recording) {
        List<List<String>> ports = tshark.where("tcp.flags.syn", "1", "tcp.srcport");
        assertThat(tshark.having("websocket", HEADER))
                .isEqualTo(recording.frames().stream()
                        .map(frame -> expectedHeader(frame, ports))
                        .toList());
    }

    private static List<String> expectedHeader(TracedFrame frame, List<List<String>> ports) {
        Instant time = frame.time();
        HeaderSnapshot header = frame.header();
        long length = header.payloadLength();
        boolean fromClient = frame.way() == Direction.CLIENT_TO_SERVER;
        return List.of(
                "%d.%09d".formatted(time.getEpochSecond(), time.getNano()),
                ports.get(fromClient ? 0 : 1).get(0),
                header.fin() ? "1" : "0",
                "0x%02x".formatted(header.rsv()),
                Integer.toString(header.opcode().code()),
                header.masked() ? "1" : "0",
                header.masked() ? HexFormat.of().toHexDigits(header.maskKey()) : "",
                Long.toString(length < 126 ? length : length > 65_535 ? 127 : 126),
                length < 126 || length > 65_535 ? "" : Long.toString(length),
                length > 65_535 ? Long.toString(length) : "");
    }
}
