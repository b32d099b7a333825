package io.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import io.parley.time.TestTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The leases of one process keep the contract, also among nodes of which one dies. */
class LocalLeasesTest extends PresenceLeasesContract {

    private final TestTime time = new TestTime();
    private final LeaseTable table = new LeaseTable();
    private final Set<PresenceLeases> dead = new HashSet<>();

    @Override
    PresenceLeases newNode() {
        PresenceLeases[] made = new PresenceLeases[1];
        LocalLeases node = new LocalLeases(
                table,
                (delay, renewal) -> time.after(delay, () -> {
                    if (!dead.contains(made[0])) {
                        renewal.run();
                    }
                }),
                time,
                LEASE);
        made[0] = node;
        node.start();
        return node;
    }

    @Override
    void dies(PresenceLeases node) {
        dead.add(node);
    }

    @Override
    void passes(Duration duration) {
        time.pass(duration);
    }

    @Test
    void nothing_is_kept_of_a_room_that_nobody_holds_or_follows() {
        RoomName hall = new RoomName("hall");
        PresenceLeases node = newNode();
        int before = table.size();
        PresenceLeases.Following following = node.follow(hall, new RecordingPresence());
        node.hold(hall, User.principal("ann"));
        following.end();
        assertThat(table.size()).isEqualTo(before + 1);

        node.giveUp(hall, User.principal("ann").key());

        assertThat(table.size()).isEqualTo(before);
    }
}
