package io.parley.it.auction;

import io.parley.room.Joined;
import io.parley.room.Left;
import io.parley.room.Posted;
import io.parley.room.Publication;
import io.parley.room.Room;
import io.parley.room.Rooms;
import io.parley.scope.RoomScoped;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.TreeSet;

/**
 * The auction of one room: who is there, how many bids there were, and the highest. It needs no lock, since it hears of
 * its room one thing at a time, and it ends with the room.
 */
@RoomScoped
public class Auction {

    private static final String BID = "bid ";

    private final Set<String> present = new TreeSet<>();

    @Inject
    private Room room;

    @Inject
    private Rooms rooms;

    @Inject
    private Ledger ledger;

    private int bids;
    private int highest;

    /** Made by the container, when the room appears. */
    @SuppressWarnings("NullAway.Init")
    public Auction() {}

    @PostConstruct
    void open() {
        note("opened");
    }

    void joined(@Observes Joined event) {
        present.add(event.user().name());
        note("joined " + event.user().name() + ", there: " + present);
    }

    void left(@Observes Left event) {
        present.remove(event.user().name());
        note("left " + event.user().name() + ", there: " + present);
    }

    void posted(@Observes Posted event) {
        String text = event.message().body().text();
        if (text.startsWith(BID)) {
            bids++;
            highest = Math.max(highest, Integer.parseInt(text.substring(BID.length())));
            note("bids " + bids + ", highest " + highest);
        } else if (text.equals("result?")) {
            rooms.publish(Publication.bySystem(room.name(), bids + " bids, highest " + highest));
        }
    }

    @PreDestroy
    void close() {
        note("closed after " + bids + " bids, now in the room: " + room.members());
        ledger.write("auction " + room.name() + " closed after " + bids + " bids");
    }

    private void note(String line) {
        ledger.note(room.name().value(), line);
    }
}
