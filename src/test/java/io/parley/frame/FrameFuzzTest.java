package io.parley.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.parley.frame.PlainFrames.Outcome;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * RFC 6455 as it was written twice, on bytes that a fuzzer chooses. Each run of the tests tries the inputs that are
 * kept beside them; with {@code JAZZER_FUZZ=1} in the environment, {@code mvn test -Dtest=FrameFuzzTest} looks for new
 * ones.
 */
class FrameFuzzTest {

    /** The first byte chooses the direction and the pieces, the rest is the stream. */
    @FuzzTest(maxDuration = "2m")
    void a_stream_is_read_as_by_the_plain_way_in_any_pieces(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Direction direction = input[0] % 2 == 0 ? Direction.CLIENT_TO_SERVER : Direction.SERVER_TO_CLIENT;
        byte[] stream = Arrays.copyOfRange(input, 1, input.length);
        Outcome expected = PlainFrames.read(direction, stream);

        for (List<ByteBuffer> pieces :
                List.of(Bytes.whole(stream), Bytes.oneByOne(stream), Bytes.atRandom(stream, new Random(input[0])))) {
            Reading reading = Reading.checked(direction, pieces);
            assertThat(reading.whole()).isEqualTo(expected.whole());
            assertThat(reading.refusal()).isEqualTo(expected.refusal());
        }
    }
}
