package io.parley.frame;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Bytes, and the pieces in which they come. */
final class Bytes {

    private Bytes() {}

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] random(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    static List<ByteBuffer> whole(byte[] bytes) {
        return List.of(ByteBuffer.wrap(bytes));
    }

    static List<ByteBuffer> oneByOne(byte[] bytes) {
        return IntStream.range(0, bytes.length)
                .mapToObj(i -> ByteBuffer.wrap(bytes, i, 1))
                .toList();
    }

    static List<ByteBuffer> inTwo(byte[] bytes, int at) {
        return List.of(ByteBuffer.wrap(bytes, 0, at), ByteBuffer.wrap(bytes, at, bytes.length - at));
    }

    static List<ByteBuffer> atRandom(byte[] bytes, Random random) {
        List<ByteBuffer> pieces = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(bytes.length - at, random.nextInt(9));
            pieces.add(ByteBuffer.wrap(bytes, at, length));
            at += length;
        }
        return pieces;
    }

    /** Whole, byte by byte, and cut in two at every place. */
    static Stream<List<ByteBuffer>> everySplit(byte[] bytes) {
        return Stream.concat(
                Stream.of(whole(bytes), oneByOne(bytes)),
                IntStream.rangeClosed(0, bytes.length).mapToObj(at -> inTwo(bytes, at)));
    }
}
