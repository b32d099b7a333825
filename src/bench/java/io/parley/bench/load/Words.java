package io.parley.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The text of a message: who of the room's publishers says it, the how many-th thing it is that this one says, and when
 * it was to be sent. Always 100 bytes. Reading leaves no garbage. For one thread.
 */
final class Words {

    private static final int BYTES = 100;
    private static final int PUBLISHER_DIGITS = 3;
    private static final int NUMBER_DIGITS = 10;
    private static final int TIME_DIGITS = 19;
    private static final byte[] BEFORE = "\"text\":\"".getBytes(StandardCharsets.US_ASCII);

    private int publisher;
    private long number;
    private long sentAt;

    /** The command that says it. */
    static byte[] command(int publisher, long number, long sentAt) {
        String words = String.format(
                Locale.ROOT,
                "%0" + PUBLISHER_DIGITS + "d %0" + NUMBER_DIGITS + "d %0" + TIME_DIGITS + "d ",
                publisher,
                number,
                sentAt);
        String text = words + "x".repeat(BYTES - words.length());
        String key = publisher + "-" + number;
        String command =
                "{\"type\":\"message\",\"text\":\"%s\",\"id\":\"%s\",\"ref\":\"%d\"}".formatted(text, key, number);
        return command.getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads the event that tells it, which lies between two places. */
    void read(ByteBuffer in, int from, int to) {
        int at = textAt(in, from, to);
        publisher = (int) digits(in, at, PUBLISHER_DIGITS);
        at += PUBLISHER_DIGITS + 1;
        number = digits(in, at, NUMBER_DIGITS);
        at += NUMBER_DIGITS + 1;
        sentAt = digits(in, at, TIME_DIGITS);
    }

    int publisher() {
        return publisher;
    }

    long number() {
        return number;
    }

    long sentAt() {
        return sentAt;
    }

    private static int textAt(ByteBuffer in, int from, int to) {
        for (int at = from; at <= to - BEFORE.length - BYTES; at++) {
            if (isTextAt(in, at)) {
                return at + BEFORE.length;
            }
        }
        throw new IllegalStateException("a message without our text");
    }

    private static boolean isTextAt(ByteBuffer in, int at) {
        for (int i = 0; i < BEFORE.length; i++) {
            if (in.get(at + i) != BEFORE[i]) {
                return false;
            }
        }
        return true;
    }

    private static long digits(ByteBuffer in, int from, int count) {
        long number = 0;
        for (int i = from; i < from + count; i++) {
            number = number * 10 + in.get(i) - '0';
        }
        return number;
    }
}
