package io.parley.bench.load;

import io.parley.frame.Opcode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * All members of all rooms, on one selector. For one thread, which reads while it {@linkplain #listen listens}; only
 * publishers may speak on another.
 */
final class Crowd implements AutoCloseable {

    private static final int BUFFER_BYTES = 256 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Who looks by itself from time to time does not have to be woken, which the server would pay for. */
    private static final long NAP_NANOS = 200_000;

    /** Handshakes that are under way at a time. */
    private static final int AT_THE_DOOR = 32;

    /** Connections that come from the same address: there are not ports enough for all. */
    private static final int FROM_ONE_ADDRESS = 5000;

    /** Quiet rooms that one connection is in: as many as it may. */
    private static final int ROOMS_OF_ONE = 100;

    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final Target target;
    private final InetSocketAddress server;
    private final Words words = new Words();
    private final Member.Listener listener;
    private final List<Line> lines = new ArrayList<>();
    private final List<Publisher> publishers = new ArrayList<>();
    private int expected;
    private int joined;

    /** Nobody yet. The listener is told what they read. */
    Crowd(Target target, int port, Reader reader) {
        this.target = target;
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.listener = new Member.Listener() {
            @Override
            public void joined() {
                joined++;
            }

            @Override
            public void read(Publisher publisher, long sentAt, boolean isNext) {
                reader.read(publisher, sentAt, isNext);
            }
        };
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Is told what is read. */
    @FunctionalInterface
    interface Reader {

        /** A message was read, and whether it was the next one of its publisher. */
        void read(Publisher publisher, long sentAt, boolean isNext);
    }

    /** They all come, room by room, and are in. */
    void gather(String rooms, Workload workload) {
        for (int room = 0; room < workload.rooms(); room++) {
            List<Publisher> speakers = new ArrayList<>();
            String handshake = target.handshake(rooms + "-" + room, workload.full());
            char welcome = target.welcome(workload.full());
            for (int member = 0; member < workload.members(); member++) {
                Line line = come(handshake, new Member(speakers, workload.publishers(), words, welcome, listener));
                if (member < workload.publishers()) {
                    speakers.add(new Publisher(member, workload.members(), line));
                }
            }
            publishers.addAll(speakers);
        }
        for (int room = 0; room < workload.quietRooms(); room += ROOMS_OF_ONE) {
            int end = Math.min(workload.quietRooms(), room + ROOMS_OF_ONE);
            listensTo(IntStream.range(room, end)
                    .mapToObj(quiet -> "quiet-" + quiet)
                    .toList());
        }
        listenUntil(() -> joined == expected);
    }

    /** The rooms are always the same ones: nothing is ever said in them, so nothing is told to who joins. */
    private void listensTo(List<String> rooms) {
        Line line = come(
                target.handshake(rooms.get(0), true), new Member(List.of(), 0, words, target.welcome(true), listener));
        List<String> further = rooms.subList(1, rooms.size());
        expected += further.size();
        further.forEach(room -> line.send(Opcode.TEXT, Target.join(room)));
    }

    private Line come(String handshake, Member member) {
        listenUntil(() -> expected - joined < AT_THE_DOOR);
        // 127.0.0.2 and up: all of 127.0.0.0/8 is this machine
        InetSocketAddress from = new InetSocketAddress("127.0.0." + (2 + lines.size() / FROM_ONE_ADDRESS), 0);
        try {
            Line line = new Line(selector, from, server, handshake, member);
            lines.add(line);
            expected++;
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Publisher> publishers() {
        return publishers;
    }

    /** Reads what comes, for a time. */
    void listen(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            readWithin(left);
        }
    }

    /** Reads what comes until it is enough; false where that takes too long. */
    boolean listensUntil(BooleanSupplier enough) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!enough.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            readWithin(left);
        }
        return true;
    }

    private void listenUntil(BooleanSupplier enough) {
        if (!listensUntil(enough)) {
            throw new IllegalStateException(joined + " of " + expected + " have joined");
        }
    }

    private void readWithin(long nanos) {
        try {
            if (selector.selectNow(this::read) == 0) {
                LockSupport.parkNanos(Math.min(nanos, NAP_NANOS));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(SelectionKey key) {
        ((Line) key.attachment()).read(buffer);
    }

    /** They all go, politely, so that the server is done with them. */
    @Override
    public void close() {
        lines.forEach(Line::leave);
        listensUntil(() -> lines.stream().noneMatch(Line::isOpen));
        lines.forEach(Line::drop);
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
