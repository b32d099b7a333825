package io.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.User;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes down who comes and goes, as {@code +name} and {@code -name}, and can wait for it. */
final class RecordingPresence implements PresenceLeases.Listener {

    private static final int PATIENCE_SECONDS = 30;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Override
    public void came(User user) {
        heard.add("+" + user.name());
    }

    @Override
    public void gone(User user) {
        heard.add("-" + user.name());
    }

    /** This comes next, in this order. */
    void hears(String... words) {
        assertThat(next(words.length)).containsExactly(words);
    }

    /** This comes next, in any order. */
    void hearsInAnyOrder(String... words) {
        assertThat(next(words.length)).containsExactlyInAnyOrder(words);
    }

    private List<String> next(int count) {
        List<String> next = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                @Nullable String word = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (word == null) {
                    break;
                }
                next.add(word);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return next;
    }
}
