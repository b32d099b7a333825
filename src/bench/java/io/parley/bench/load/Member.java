package io.parley.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Who is in a room and reads: the next message of each publisher must be the next one indeed. */
final class Member implements Line.Listener {

    /** The first letter of a type, which always comes first. */
    private static final int TYPE_AT = "{\"type\":\"".length();

    /** Is told what members notice. */
    interface Listener {

        /** One of them is in its room. */
        void joined();

        /** One of them has read a message, and whether that was the next one of its publisher. */
        void read(Publisher publisher, long sentAt, boolean isNext);
    }

    private final List<Publisher> publishers;
    private final long[] next;
    private final Words words;
    private final char welcome;
    private final Listener listener;

    /**
     * A member of a room with these publishers; the words are a place to read into, and the welcome is how the type of
     * the event begins that says that it is in.
     */
    Member(List<Publisher> publishers, int count, Words words, char welcome, Listener listener) {
        this.publishers = publishers;
        this.next = new long[count];
        this.words = words;
        this.welcome = welcome;
        this.listener = listener;
    }

    @Override
    public void text(ByteBuffer in, int from, int to) {
        char type = (char) in.get(from + TYPE_AT);
        if (type == welcome) {
            listener.joined();
        } else if (type == 'm') {
            read(in, from, to);
        } else if (type == 'e') {
            throw new IllegalStateException(decoded(in, from, to));
        }
    }

    private void read(ByteBuffer in, int from, int to) {
        words.read(in, from, to);
        int publisher = words.publisher();
        boolean isNext = words.number() == next[publisher];
        next[publisher] = words.number() + 1;
        listener.read(publishers.get(publisher), words.sentAt(), isNext);
    }

    private static String decoded(ByteBuffer in, int from, int to) {
        return StandardCharsets.UTF_8
                .decode(in.duplicate().limit(to).position(from))
                .toString();
    }
}
