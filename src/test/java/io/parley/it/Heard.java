package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** An event, of which only a few members are looked at, and these fast. */
final class Heard {

    private static final int HEAD_BYTES = 220;

    private final byte[] payload;
    private final String head;

    Heard(byte[] payload) {
        this.payload = payload;
        this.head = new String(payload, 0, Math.min(HEAD_BYTES, payload.length), StandardCharsets.ISO_8859_1);
    }

    String head() {
        return head;
    }

    String type() {
        assertThat(head).startsWith("{\"type\":\"");
        return member("type");
    }

    String member(String name) {
        int from = valueOf(name) + 1;
        return head.substring(from, head.indexOf('"', from));
    }

    long number(String name) {
        int from = valueOf(name);
        return Long.parseLong(head.substring(from, head.indexOf(',', from)));
    }

    private int valueOf(String name) {
        int at = head.indexOf("\"" + name + "\":");
        assertThat(at).as("%s in %s", name, head).isPositive();
        return at + name.length() + 3;
    }

    JsonObject json() {
        return Client.json(new String(payload, StandardCharsets.UTF_8));
    }

    /**
     * The id tells the text: who says it, the number of what is said, which tells the letter, and how many there are.
     */
    void isWhole() {
        String[] parts = member("id").split("-", 3);
        byte letter = (byte) ('a' + Long.parseLong(parts[1]) % 26);
        int from = valueOf("text") + 1;
        int to = from + Integer.parseInt(parts[2]);
        int at = from;
        while (at < to && payload[at] == letter) {
            at++;
        }
        assertThat(at).as("%s", head).isEqualTo(to);
        assertThat(new String(payload, to, payload.length - to, StandardCharsets.US_ASCII))
                .matches("\",\"sentAt\":\\d{13}}");
    }
}
