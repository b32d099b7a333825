package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.Opcode;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/**
 * A room whose members hear everything, one message after the other, on one thread: a message is said when all who read
 * have heard the one before. What each hears is checked. For one thread.
 */
final class Hall implements AutoCloseable {

    static final String ROOM = "hall";

    private static final int LOOK_MILLIS = 200;
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final int AT_ONCE_BYTES = 64 * 1024;
    private static final int STALLED_BUFFER_BYTES = 4096;
    private static final int LETTERS = 26;

    /** No two tests know the same ones. */
    private static final AtomicInteger COMERS = new AtomicInteger();

    private final URI address;
    private final Selector selector = open();
    private final List<Member> readers = new ArrayList<>();
    private final List<Member> stalled = new ArrayList<>();
    private final int chars;
    private long said;
    private long saidAt;
    private int waitedFor;
    private Histogram latencies = new Histogram(3);

    /** So many members, who read what comes, and hear messages of so many characters. */
    Hall(URI address, int people, int chars) {
        this.address = address;
        this.chars = chars;
        try {
            for (int i = 0; i < people; i++) {
                Member reader = new Member("reader" + i, 0);
                readers.add(reader);
                reader.joins();
                reader.line.channel().register(selector, SelectionKey.OP_READ, reader);
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private static Selector open() {
        try {
            return Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One more member, who reads nothing more. */
    String stalls() {
        Member member = new Member("stalled" + COMERS.incrementAndGet(), STALLED_BUFFER_BYTES);
        stalled.add(member);
        member.joins();
        return member.name;
    }

    /** Says something, and waits until all who read have heard it; notes how long each of them had to wait. */
    void says(Histogram nanos) {
        latencies = nanos;
        waitedFor = readers.size();
        said++;
        saidAt = System.nanoTime();
        readers.get(0)
                .line
                .says("{\"type\":\"message\",\"room\":\"" + ROOM + "\",\"id\":\"" + id(said) + "\",\"text\":\""
                        + String.valueOf((char) ('a' + said % LETTERS)).repeat(chars) + "\"}");
        while (waitedFor > 0) {
            assertThat(System.nanoTime() - saidAt).as("patience").isLessThan(PATIENCE_NANOS);
            readers.get(0).line.writes();
            listens();
        }
    }

    private String id(long number) {
        return String.format("0-%d-%05d", number, chars);
    }

    private void listens() {
        try {
            selector.select(key -> ((Member) key.attachment()).reads(), LOOK_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each who has stalled reads one byte, if one is there. */
    void readOneByteEach() {
        for (Member member : stalled) {
            member.line.mayBeReset();
            member.line.reads(1);
        }
    }

    /** Those who have stalled read what is left for them, up to the end, and go; the close codes that they saw. */
    List<Integer> readToTheEnd() {
        List<Integer> codes = new ArrayList<>();
        for (Member member : stalled) {
            member.line.mayBeReset();
            member.listensUntil(member.line::isOver);
            assertThat(member.heard).as("heard by %s, of all", member.name).isLessThan(said);
            if (member.line.isClosed()) {
                codes.add(member.line.closeCode());
            }
            member.line.close();
        }
        stalled.clear();
        return codes;
    }

    /** What everybody who reads has heard, one after the other without a gap: all that was said. */
    void haveHeardAll() {
        assertThat(readers).allSatisfy(member -> {
            assertThat(member.heard).as(member.name).isEqualTo(said);
            assertThat(member.line.isOver()).as("dropped").isFalse();
        });
    }

    @Override
    public void close() {
        readers.forEach(member -> member.line.close());
        stalled.forEach(member -> member.line.close());
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection. */
    private final class Member implements Line.Ear {

        private final String name;
        private final Line line;
        private boolean isConnected;
        private boolean isMember;
        private long base;
        private long heard;

        Member(String name, int receiveBufferBytes) {
            this.name = name;
            this.line = new Line(URI.create(address + Server.named(name)), receiveBufferBytes, this);
        }

        void joins() {
            listensUntil(() -> isConnected);
            line.says("{\"type\":\"join\",\"room\":\"" + ROOM + "\",\"history\":0}");
            listensUntil(() -> isMember);
        }

        /** Alone. */
        void listensUntil(BooleanSupplier enough) {
            long begun = System.nanoTime();
            try (Selector own = Selector.open()) {
                line.channel().register(own, SelectionKey.OP_READ);
                while (!enough.getAsBoolean()) {
                    assertThat(System.nanoTime() - begun)
                            .as("%s has patience", name)
                            .isLessThan(PATIENCE_NANOS);
                    if (line.reads(AT_ONCE_BYTES) == 0) {
                        own.select(chosen -> {}, LOOK_MILLIS);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void reads() {
            line.reads(AT_ONCE_BYTES);
            assertThat(line.isOver()).as("%s was dropped", name).isFalse();
        }

        @Override
        public void hears(Opcode opcode, byte[] payload) {
            switch (opcode) {
                case TEXT -> hears(new Heard(payload));
                case PING -> line.sends(RawSocket.frame(true, RawSocket.PONG, payload));
                default -> assertThat(opcode).as("heard by %s", name).isEqualTo(Opcode.CLOSE);
            }
        }

        private void hears(Heard event) {
            switch (event.type()) {
                case "connected" -> isConnected = true;
                case "joined" -> joined(event.json());
                case "message" -> message(event);
                default ->
                    assertThat(event.type())
                            .as("%s, heard by %s", event.head(), name)
                            .isEqualTo("presence");
            }
        }

        private void joined(JsonObject event) {
            isMember = true;
            base = event.getJsonNumber("seq").longValue() - said;
            heard = said;
        }

        private void message(Heard message) {
            heard++;
            assertThat(message.number("seq")).as(name).isEqualTo(base + heard);
            assertThat(message.member("id")).as(name).isEqualTo(id(heard));
            message.isWhole();
            if (heard == said && !stalled.contains(this)) {
                latencies.recordValue(System.nanoTime() - saidAt);
                waitedFor--;
            }
        }
    }
}
