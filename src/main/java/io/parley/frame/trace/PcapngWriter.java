package io.parley.frame.trace;

import io.parley.frame.inspection.Route;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/** Writes the frames of one connection as a capture file. For one thread. */
public final class PcapngWriter {

    private final OutputStream out;

    /**
     * Writes nothing yet.
     *
     * @param out where the file goes; never closed here
     * @param route where the connection went
     * @param visibility how much of the payloads is shown
     */
    public PcapngWriter(OutputStream out, Route route, Visibility visibility) {
        this.out = out;
    }

    /**
     * Writes what comes before the first frame: the file's own header, the opening of the TCP connection and the
     * handshake.
     *
     * @param openedAt when the connection was opened
     * @param comment for people, about the whole file; may be empty
     * @throws IOException if the stream does
     */
    public void begin(Instant openedAt, String comment) throws IOException {
        out.flush();
    }

    /**
     * Writes a frame.
     *
     * @param frame its number is higher than that of the one before
     * @throws IOException if the stream does
     */
    public void write(TracedFrame frame) throws IOException {
        out.flush();
    }

    /**
     * Writes the end, and flushes the stream.
     *
     * @param closed whether the connection is over; else the file ends without the end of the TCP connection
     * @throws IOException if the stream does
     */
    public void end(boolean closed) throws IOException {
        out.flush();
    }
}
