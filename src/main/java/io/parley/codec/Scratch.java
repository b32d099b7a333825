package io.parley.codec;

import java.io.CharArrayWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * A place where one text after the other is written and turned into UTF-8, so that only what is kept of a text takes
 * memory of its own. For one thread at a time.
 */
final class Scratch extends CharArrayWriter {

    /** Most events have no more. */
    private static final int USUAL_CHARS = 512;

    /** What is bigger is not worth to be kept for the next one. */
    private static final int MOST_CHARS = 16 * 1024;

    private final CharsetEncoder encoder =
            StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE);
    private ByteBuffer utf8 = ByteBuffer.allocate(USUAL_CHARS);

    Scratch() {
        super(USUAL_CHARS);
    }

    /**
     * What was written since the last time; what UTF-8 cannot carry is a question mark. The next text begins.
     *
     * @return of use until then
     */
    ByteBuffer take() {
        int most = (int) Math.ceil(encoder.maxBytesPerChar()) * count;
        if (most > utf8.capacity()) {
            utf8 = ByteBuffer.allocate(most);
        }
        encoder.reset().encode(CharBuffer.wrap(buf, 0, count), utf8.clear(), true);
        reset();
        return utf8.flip();
    }

    /** Whether it has not grown beyond what most texts need. */
    boolean isSmall() {
        return buf.length <= MOST_CHARS;
    }
}
