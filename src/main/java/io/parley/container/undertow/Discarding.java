package io.parley.container.undertow;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Throws away what a peer still sends when we have closed, so that it reads our close frame and no reset takes that
 * away from it (RFC 6455, section 7.1.1), until it closes, too, or has sent too much. For the I/O thread.
 */
final class Discarding {

    private static final int MOST_BYTES = 1 << 20;

    private static final int AT_ONCE_BYTES = 4096;

    private final ConduitStreamSourceChannel input;
    private final TappedSource source;
    private final Runnable over;
    private int bytes;

    private Discarding(ConduitStreamSourceChannel input, TappedSource source, Runnable over) {
        this.input = input;
        this.source = source;
        this.over = over;
    }

    /** Takes the input away from Undertow. */
    static void begin(StreamConnection channel, TappedSource source, Runnable over) {
        source.beginDiscarding();
        if (source.isPeerClosed()) {
            over.run();
            return;
        }
        Discarding discarding = new Discarding(channel.getSourceChannel(), source, over);
        channel.getSourceChannel().setReadListener(readable -> discarding.go());
        channel.getSourceChannel().wakeupReads();
    }

    private void go() {
        ByteBuffer scratch = ByteBuffer.allocate(AT_ONCE_BYTES);
        try {
            int read = source.discard(scratch);
            while (read > 0 && bytes < MOST_BYTES && !source.isPeerClosed()) {
                bytes += read;
                read = source.discard(scratch);
            }
            if (read != 0) {
                end();
            }
        } catch (IOException e) {
            end();
        }
    }

    private void end() {
        input.suspendReads();
        over.run();
    }
}
