package io.parley.web.admin;

import io.parley.frame.Direction;
import io.parley.frame.HeaderSnapshot;
import io.parley.frame.Opcode;
import io.parley.frame.trace.TracedFrame;
import io.parley.frame.trace.Visibility;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.IntStream;

/** A frame as JSON. */
final class FrameJson {

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** Of a close frame's code (RFC 6455, section 5.5.1). */
    private static final int CODE_BYTES = 2;

    private static final int CODE = 0xFFFF;

    private static final int LONGEST_CHARACTER_BYTES = 4;

    private FrameJson() {}

    static JsonObject of(TracedFrame frame, Visibility visibility) {
        HeaderSnapshot header = frame.header();
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("number", frame.number())
                .add("time", MICROS.format(frame.time()))
                .add("way", frame.way() == Direction.CLIENT_TO_SERVER ? "in" : "out")
                .add("opcode", CountsJson.word(header.opcode()))
                .add("fin", header.fin())
                .add("rsv", header.rsv())
                .add("masked", header.masked())
                .add("length", header.payloadLength());
        addPayload(json, header, frame.payload().duplicate(), visibility);
        return json.build();
    }

    private static void addPayload(
            JsonObjectBuilder json, HeaderSnapshot header, ByteBuffer kept, Visibility visibility) {
        long rest = header.payloadLength();
        if (header.opcode() == Opcode.CLOSE && kept.remaining() >= CODE_BYTES) {
            json.add("code", kept.getShort() & CODE);
            rest -= CODE_BYTES;
        }
        if (rest > 0 && (visibility == Visibility.REDACTED || !kept.hasRemaining())) {
            json.add("redacted", true);
        } else if (rest > 0) {
            addShown(json, header.opcode(), kept);
        }
    }

    private static void addShown(JsonObjectBuilder json, Opcode opcode, ByteBuffer kept) {
        byte[] bytes = new byte[kept.remaining()];
        kept.get(bytes);
        if (opcode == Opcode.BINARY || !addText(json, bytes)) {
            json.add("payloadBase64", Base64.getEncoder().encodeToString(bytes));
        }
    }

    /** A character at the end of what was kept may be cut; what is no text is not added. */
    private static boolean addText(JsonObjectBuilder json, byte[] bytes) {
        Optional<String> text = IntStream.range(0, Math.min(LONGEST_CHARACTER_BYTES, bytes.length))
                .mapToObj(cut -> text(ByteBuffer.wrap(bytes, 0, bytes.length - cut)))
                .flatMap(Optional::stream)
                .findFirst();
        text.ifPresent(shown -> json.add("payload", shown));
        return text.isPresent();
    }

    private static Optional<String> text(ByteBuffer bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
