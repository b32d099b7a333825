package io.parley.web.admin;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes server-sent events (HTML, section 9.2.5), each of which leaves at once. For one thread; blocks. */
final class EventStream {

    /** Jersey holds an answer back, flushed or not, until there is more of it than this, or nothing more. */
    private static final int HELD_BACK_BYTES = 8192;

    private final OutputStream out;

    EventStream(OutputStream out) {
        this.out = out;
    }

    /** So that the client has the head of the answer, though there is nothing to tell yet. */
    void begin() throws IOException {
        write(":" + " ".repeat(HELD_BACK_BYTES) + "\n\n");
    }

    /** Nothing that a browser tells its page of. */
    void comment() throws IOException {
        write(":\n\n");
    }

    void event(String name, JsonObject data) throws IOException {
        write("event: " + name + "\ndata: " + data + "\n\n");
    }

    /** One that a client names when it comes back. */
    void event(String name, long id, JsonObject data) throws IOException {
        write("event: " + name + "\nid: " + id + "\ndata: " + data + "\n\n");
    }

    private void write(String event) throws IOException {
        out.write(event.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
