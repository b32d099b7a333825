package io.parley.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.PlainFrames.Outcome;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 6455 as it was written twice: streams at random, good ones with faults in them, are understood alike. */
class PlainFramesTest {

    private static final int STREAMS = 4000;
    private static final List<String> TEXTS = List.of("", "a", "\u00e4", "\u20ac", "\ud83d\ude00", "a longer text");
    private static final int[] FIRST_BYTES = {0x81, 0x82, 0x01, 0x02, 0x00, 0x00, 0x80, 0x80, 0x89, 0x8A};

    @ParameterizedTest
    @EnumSource
    void streams_are_read_as_by_the_plain_way_in_any_pieces(Direction direction) {
        Random random = new Random(20111211);
        for (int i = 0; i < STREAMS; i++) {
            byte[] stream = stream(random, direction);
            Outcome expected = PlainFrames.read(direction, stream);

            agrees(expected, Reading.checked(direction, Bytes.whole(stream)));
            agrees(expected, Reading.checked(direction, Bytes.oneByOne(stream)));
            agrees(expected, Reading.checked(direction, Bytes.atRandom(stream, random)));
        }
    }

    /** With one byte less, the plain way sees nothing wrong: so no refusal comes later than it can. */
    @ParameterizedTest
    @EnumSource
    void a_refusal_comes_with_the_first_byte_that_shows_the_fault(Direction direction) {
        Random random = new Random(3629);
        for (int i = 0; i < STREAMS; i++) {
            byte[] stream = stream(random, direction);
            Reading reading = Reading.checked(direction, Bytes.oneByOne(stream));
            if (reading.refusal().isPresent()) {
                int consumed = (int) reading.consumed();
                assertThat(PlainFrames.read(direction, Arrays.copyOf(stream, consumed))
                                .refusal())
                        .isEqualTo(reading.refusal());
                assertThat(PlainFrames.read(direction, Arrays.copyOf(stream, consumed - 1))
                                .refusal())
                        .isEmpty();
            }
        }
    }

    @Test
    void noise_is_read_as_by_the_plain_way() {
        Random random = new Random(1);
        for (int i = 0; i < STREAMS; i++) {
            byte[] noise = Bytes.random(random, random.nextInt(40));
            for (Direction direction : Direction.values()) {
                agrees(PlainFrames.read(direction, noise), Reading.checked(direction, Bytes.oneByOne(noise)));
            }
        }
    }

    /** The comparison is worth what its streams are worth. */
    @Test
    void the_streams_break_every_rule_and_hold_long_conversations() {
        Random random = new Random(20111211);
        Set<Rule> broken = EnumSet.noneOf(Rule.class);
        int longest = 0;
        for (Direction direction : Direction.values()) {
            for (int i = 0; i < STREAMS; i++) {
                Outcome outcome = PlainFrames.read(direction, stream(random, direction));
                outcome.refusal().ifPresent(broken::add);
                longest = Math.max(longest, outcome.whole().size());
            }
        }
        assertThat(broken).containsExactlyInAnyOrderElementsOf(RawFrame.RULES);
        assertThat(longest).isGreaterThan(8);
    }

    private static void agrees(Outcome expected, Reading reading) {
        assertThat(reading.whole()).isEqualTo(expected.whole());
        assertThat(reading.refusal()).isEqualTo(expected.refusal());
    }

    private static byte[] stream(Random random, Direction direction) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        boolean within = false;
        for (int i = random.nextInt(12); i >= 0; i--) {
            int firstByte = FIRST_BYTES[random.nextInt(FIRST_BYTES.length)];
            boolean begins = (firstByte & 0x0F) == 1 || (firstByte & 0x0F) == 2;
            boolean control = (firstByte & 0x08) != 0;
            // Mostly in order
            if (!control && begins == within && random.nextInt(10) > 0) {
                continue;
            }
            within = control ? within : firstByte < 0x80;
            stream.writeBytes(frame(random, direction, firstByte));
        }
        if (random.nextInt(3) == 0) {
            stream.writeBytes(close(random, direction));
            stream.writeBytes(random.nextBoolean() ? frame(random, direction, 0x89) : new byte[0]);
        }
        return stream.toByteArray();
    }

    private static byte[] frame(Random random, Direction direction, int firstByte) {
        String text = TEXTS.get(random.nextInt(TEXTS.size())) + TEXTS.get(random.nextInt(TEXTS.size()));
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(8) == 0) {
            payload = Arrays.copyOf(payload, 126 + random.nextInt(3));
        }
        RawFrame good = RawFrame.of(firstByte, key(random, direction), payload);
        if (random.nextInt(12) > 0) {
            return good.bytes();
        }
        return switch (random.nextInt(3)) {
            case 0 -> new RawFrame(firstByte, good.key(), 2, payload.length, payload).bytes();
            case 1 -> new RawFrame(firstByte, good.key(), 8, random.nextLong(), payload).bytes();
            default -> withFault(good.bytes(), random);
        };
    }

    private static byte[] close(Random random, Direction direction) {
        int[] codes = {1000, 1001, 1004, 1005, 1014, 1015, 2999, 3000, 4999, 5000};
        int code = codes[random.nextInt(codes.length)];
        String reason = TEXTS.get(random.nextInt(TEXTS.size()));
        byte[] payload =
                Bytes.join(new byte[] {(byte) (code >> 8), (byte) code}, reason.getBytes(StandardCharsets.UTF_8));
        int length = random.nextInt(3) == 0 ? random.nextInt(payload.length + 1) : payload.length;
        byte[] close = RawFrame.of(0x88, key(random, direction), Arrays.copyOf(payload, length))
                .bytes();
        return random.nextInt(3) == 0 ? withFault(close, random) : close;
    }

    private static OptionalInt key(Random random, Direction direction) {
        return direction.masked() ? OptionalInt.of(random.nextInt()) : OptionalInt.empty();
    }

    private static byte[] withFault(byte[] frame, Random random) {
        frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
        return frame;
    }
}
