package io.parley.bench.load;

import io.parley.frame.Opcode;
import java.util.concurrent.atomic.AtomicLong;

/** A member who says something. One thread speaks, one hears who has read it. */
final class Publisher {

    private final int index;
    private final int members;
    private final Line line;
    private final AtomicLong said = new AtomicLong();
    private long read;

    Publisher(int index, int members, Line line) {
        this.index = index;
        this.members = members;
        this.line = line;
    }

    /** Says the next thing. */
    void say(long sentAt) {
        long number = said.get();
        said.lazySet(number + 1);
        line.send(Opcode.TEXT, Words.command(index, number, sentAt));
    }

    /** A member has read one of its messages; true where all have read all that it has said. */
    boolean wasRead() {
        read++;
        return isReadByAll();
    }

    boolean isReadByAll() {
        return read == said.get() * members;
    }

    /** How many reads are missing. */
    long missing() {
        return said.get() * members - read;
    }
}
