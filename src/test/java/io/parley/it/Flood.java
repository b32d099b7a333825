package io.parley.it;

import io.parley.frame.RawFrame;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Clients that send the same frames over and over, as fast as the server takes them. */
final class Flood implements AutoCloseable {

    private static final int AT_ONCE_BYTES = 64 * 1024;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean ending;
    private final List<RawSocket> sockets = new ArrayList<>();
    private final List<CompletableFuture<Long>> sent = new ArrayList<>();

    /** A frame that a client sends. */
    static byte[] frame(int firstByte, String payload) {
        return RawFrame.of(firstByte, RawFrame.KEY, payload.getBytes(StandardCharsets.UTF_8))
                .bytes();
    }

    /** A message that takes far longer to understand than to receive, and is not answered. */
    static byte[] heavy(String room) {
        String text = "{\"type\":\"typing\",\"active\":true,\"room\":\"" + room + "\",\"x\":[1";
        return frame(0x81, text + ",1".repeat(30_000) + "]}");
    }

    /**
     * One more client, which sends a frame until it has sent so many bytes, and all are {@linkplain #ends told to end}.
     */
    void begins(RawSocket socket, byte[] frame, long bytes) {
        sockets.add(socket);
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        while (many.size() < AT_ONCE_BYTES) {
            many.writeBytes(frame);
        }
        sent.add(CompletableFuture.supplyAsync(() -> sends(socket, many.toByteArray(), bytes), threads));
    }

    private long sends(RawSocket socket, byte[] many, long bytes) {
        long done = 0;
        try {
            while (done < bytes || !ending) {
                socket.sendsBytes(many);
                done += many.length;
            }
        } catch (UncheckedIOException e) {
            return done;
        }
        return done;
    }

    /** It has gone on for long enough. */
    void ends() {
        ending = true;
    }

    /** How much the server has taken of each. */
    List<Long> taken() {
        return sent.stream().map(CompletableFuture::join).toList();
    }

    @Override
    public void close() {
        sockets.forEach(RawSocket::close);
        threads.shutdownNow();
    }
}
