package io.parley.bench.load;

import java.util.List;

/** Each speaks again when all have read what it said: as fast as the server goes. */
final class TurnTaking implements Speech {

    private final List<Publisher> publishers;
    private boolean ended;

    TurnTaking(List<Publisher> publishers) {
        this.publishers = publishers;
    }

    @Override
    public void begin() {
        publishers.forEach(publisher -> publisher.say(System.nanoTime()));
    }

    @Override
    public void reachedAll(Publisher publisher) {
        if (!ended) {
            publisher.say(System.nanoTime());
        }
    }

    @Override
    public void end() {
        ended = true;
    }
}
