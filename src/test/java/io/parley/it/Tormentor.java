package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.Opcode;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** One client of a {@link Torture}: all that it does is random, and all that it hears is checked. For one thread. */
final class Tormentor {

    private static final int LOOK_MILLIS = 200;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    /** The server pings five times a second. */
    private static final long SILENCE_NANOS = 20_000_000_000L;

    private static final int MOST_PINGS = 16;
    private static final List<Integer> RECEIVE_BUFFERS = List.of(0, 4096, 16_384, 65_536);
    private static final List<Integer> PIECES = List.of(16, 700, 4096, 65_536);
    private static final List<Integer> CLOSE_CODES = List.of(1000, 1001, 3000, 4999);
    private static final int MOST_STEPS = 300;
    private static final int WAYS_TO_END = 5;
    private static final int MOST_CONTROL_BYTES = 125;
    private static final int SMALL_BORDER = 125;
    private static final int LARGE_BORDER = 65_535;

    /** How far a room was read. */
    private record Position(String epoch, long seq) {}

    private final Torture torture;
    private final URI address;
    private final int number;
    private final Random random;
    private final Map<String, Position> positions = new HashMap<>();
    private int visits;
    private long said;
    private long pinged;

    /** For whoever asks what went wrong. */
    private @Nullable Visit last;

    Tormentor(Torture torture, URI address, int number, Random random) {
        this.torture = torture;
        this.address = address;
        this.number = number;
        this.random = random;
    }

    /** Connects, again and again, until it has been enough. */
    void comesAndGoes() throws IOException {
        while (!torture.isOver()) {
            try (Visit visit = new Visit()) {
                last = visit;
                visit.comes();
                while (!torture.isOver() && random.nextInt(MOST_STEPS) > 0) {
                    visit.talksAndListens();
                }
                visit.ends(torture.isOver() ? 0 : (number + visits) % WAYS_TO_END);
            }
            visits++;
            torture.happens("visit");
        }
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    @Override
    public String toString() {
        return "client " + number + ", which has said " + said + " and pinged " + pinged + ", read " + positions
                + ", visited " + visits + " times, now as " + last;
    }

    /** One connection. */
    private final class Visit implements AutoCloseable, Line.Ear {

        private final Selector selector = Selector.open();
        private final Line line = new Line(address, any(RECEIVE_BUFFERS), this);
        private final int piece = any(PIECES);
        private final int window = 1 + random.nextInt(8);
        private final Set<String> joining = new HashSet<>();
        private final Map<String, ArrayDeque<String>> mine = new HashMap<>();
        private final ArrayDeque<ByteBuffer> pings = new ArrayDeque<>();
        private String user = "";
        private @Nullable String ack;
        private boolean closing;
        private long closingSince;
        private long heardAt = System.nanoTime();

        Visit() throws IOException {
            line.channel().register(selector, SelectionKey.OP_READ);
        }

        void comes() {
            listensUntil(() -> !user.isEmpty());
            int most = 1 + random.nextInt(Torture.ROOMS - 1);
            for (int i = 0; i < most; i++) {
                String room = "room" + random.nextInt(Torture.ROOMS);
                if (joining.add(room)) {
                    line.says(join(room));
                }
            }
            listensUntil(() -> mine.keySet().equals(joining));
        }

        private String join(String room) {
            @Nullable Position at = positions.get(room);
            String since = at == null ? "" : ",\"since\":{\"epoch\":\"" + at.epoch() + "\",\"seq\":" + at.seq() + "}";
            return "{\"type\":\"join\",\"room\":\"" + room + "\",\"history\":0" + since + "}";
        }

        void talksAndListens() {
            int waiting = mine.values().stream().mapToInt(ArrayDeque::size).sum();
            if (waiting < window) {
                says(any(List.copyOf(joining)));
            }
            if (pings.size() < MOST_PINGS && random.nextInt(4) == 0) {
                pings();
            }
            if (random.nextInt(300) == 0) {
                torture.pauses(100 + random.nextInt(3000));
            }
            listens();
        }

        private void says(String room) {
            said++;
            Position at = Objects.requireNonNull(positions.get(room));
            String id = number + "-" + said;
            int around = ("{'type':'message','room':'" + room + "','seq':" + (at.seq() + 1) + ",'id':'" + id
                            + "-00000','from':'" + user
                            + "','guest':true,'text':'','sentAt':1767225600000}")
                    .length();
            int chars = Math.max(1, size() - around);
            String text = String.valueOf((char) ('a' + said % 26)).repeat(chars);
            String whole = String.format("%s-%05d", id, chars);
            boolean asks = random.nextBoolean();
            line.says("{\"type\":\"message\",\"room\":\"" + room + "\",\"text\":\"" + text + "\",\"id\":\"" + whole
                    + (asks ? "\",\"ref\":\"" + whole : "") + "\"}");
            Objects.requireNonNull(mine.get(room)).add(asks ? whole + " ack" : whole);
        }

        /** Of the frame that brings it. */
        private int size() {
            int kind = random.nextInt(200);
            if (kind < 2) {
                return LARGE_BORDER + random.nextInt(2);
            }
            if (kind < 80) {
                return SMALL_BORDER - 1 + random.nextInt(4);
            }
            return kind < 120 ? random.nextInt(4000) : SMALL_BORDER + random.nextInt(100);
        }

        private void pings() {
            pinged++;
            ByteBuffer payload = ByteBuffer.allocate(Long.BYTES + random.nextInt(MOST_CONTROL_BYTES - Long.BYTES + 1));
            random.nextBytes(payload.array());
            payload.putLong(0, pinged);
            pings.add(payload);
            line.sends(RawSocket.frame(true, RawSocket.PING, payload.array()));
        }

        private void listensUntil(BooleanSupplier enough) {
            long patient = System.nanoTime() + PATIENCE_NANOS;
            while (!enough.getAsBoolean()) {
                assertThat(System.nanoTime()).as("patience of %s", this).isLessThan(patient);
                assertThat(line.isOver()).as("over").isFalse();
                listens();
            }
        }

        private void listens() {
            line.writes();
            if (line.reads(1 + random.nextInt(piece)) > 0) {
                heardAt = System.nanoTime();
            } else if (!line.isOver()) {
                assertThat(System.nanoTime() - heardAt)
                        .as("silence for %s", this)
                        .isLessThan(SILENCE_NANOS);
                awaits();
            }
            if (!closing) {
                assertThat(line.isClosed())
                        .as("closed with %d, unasked", line.closeCode())
                        .isFalse();
                assertThat(line.isOver()).as("dropped by the server").isFalse();
            }
        }

        private void awaits() {
            try {
                SelectionKey key = Objects.requireNonNull(line.channel().keyFor(selector));
                key.interestOps(
                        line.hasToWrite() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
                selector.select(chosen -> {}, LOOK_MILLIS);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void ends(int how) {
            closing = true;
            closingSince = System.nanoTime();
            switch (how) {
                case 0, 1 -> {
                    int code = any(CLOSE_CODES);
                    line.sends(RawSocket.frame(
                            true,
                            RawSocket.CLOSE,
                            ByteBuffer.allocate(2).putShort((short) code).array()));
                    isAnswered(code);
                }
                case 2 -> {
                    line.drops();
                    torture.happens("dropped");
                }
                case 3 -> {
                    line.sends(RawSocket.frame(true, RawSocket.BINARY, new byte[10]));
                    isClosed(1003);
                }
                default -> {
                    line.sends(RawSocket.frame(true, 3, new byte[10]));
                    isClosed(1002);
                }
            }
        }

        /** The close frame comes behind whole frames, and nothing comes behind it. */
        private void isClosed(int code) {
            listensToTheEnd();
            assertThat(line.isClosed()).as("a close frame").isTrue();
            assertThat(line.closeCode()).isEqualTo(code);
            torture.happens("closed " + code);
        }

        private void isAnswered(int code) {
            listensToTheEnd();
            assertThat(line.closeCode()).isEqualTo(code);
            torture.happens("answered");
        }

        private void listensToTheEnd() {
            long patient = System.nanoTime() + PATIENCE_NANOS;
            while (!line.isOver()) {
                assertThat(System.nanoTime()).as("patience of %s", this).isLessThan(patient);
                listens();
            }
        }

        @Override
        public void hears(Opcode opcode, byte[] payload) {
            torture.hearsOne();
            switch (opcode) {
                case TEXT -> hearsEvent(payload);
                case PING -> {
                    torture.happens("ping");
                    if (!closing) {
                        line.sends(RawSocket.frame(true, RawSocket.PONG, payload));
                    }
                }
                case PONG -> {
                    torture.happens("pong");
                    assertThat(ByteBuffer.wrap(payload)).as("pong").isEqualTo(pings.poll());
                }
                default -> assertThat(opcode).isEqualTo(Opcode.CLOSE);
            }
        }

        private void hearsEvent(byte[] payload) {
            Heard event = new Heard(payload);
            torture.happens(payload.length + " bytes");
            if (ack != null) {
                assertThat(event.type()).as("directly behind the own copy").isEqualTo("ack");
                assertThat(event.member("ref")).isEqualTo(ack);
                ack = null;
                torture.happens("ack");
                return;
            }
            switch (event.type()) {
                case "message" -> hearsMessage(event);
                case "connected" -> user = event.member("user");
                case "joined" -> joined(event.json());
                case "closing" -> assertThat(closing).as(event.head()).isTrue();
                default -> assertThat(event.type()).as(event.head()).isEqualTo("presence");
            }
        }

        private void hearsMessage(Heard message) {
            String room = message.member("room");
            String id = message.member("id");
            Position at = Objects.requireNonNull(positions.get(room));
            assertThat(mine).containsKey(room);
            assertThat(message.number("seq")).as(room).isEqualTo(at.seq() + 1);
            positions.put(room, new Position(at.epoch(), at.seq() + 1));
            torture.agrees(room, at.seq() + 1, id);
            message.isWhole();
            if (message.member("from").equals(user)) {
                String next = Objects.requireNonNull(mine.get(room)).remove();
                assertThat(next).startsWith(id);
                ack = next.endsWith(" ack") ? id : null;
            }
        }

        private void joined(JsonObject event) {
            String room = event.getString("room");
            long seq = event.getJsonNumber("seq").longValue();
            @Nullable Position at = positions.put(room, new Position(event.getString("epoch"), seq));
            mine.put(room, new ArrayDeque<>());
            if (at != null && event.getBoolean("recovered")) {
                torture.happens("recovered");
                List<JsonObject> messages = event.getJsonArray("messages").getValuesAs(JsonObject.class);
                assertThat(messages)
                        .extracting(message -> message.getJsonNumber("seq").longValue())
                        .containsExactlyElementsOf(LongStream.rangeClosed(at.seq() + 1, seq)
                                .boxed()
                                .toList());
                messages.forEach(message ->
                        torture.agrees(room, message.getJsonNumber("seq").longValue(), message.getString("id")));
            }
        }

        @Override
        public String toString() {
            return String.format(
                    "%s on %s: closing %b for %d ms, closed %b, to write %b, joins %s, waits for %s, pings %d, reads %d",
                    user,
                    line,
                    closing,
                    (System.nanoTime() - closingSince) / 1_000_000,
                    line.isClosed(),
                    line.hasToWrite(),
                    joining,
                    mine,
                    pings.size(),
                    piece);
        }

        @Override
        public void close() throws IOException {
            selector.close();
            line.close();
        }
    }
}
