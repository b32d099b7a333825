package io.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.Body;
import io.parley.protocol.Command;
import io.parley.protocol.Inbound;
import io.parley.protocol.RoomName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a room is asked waits for the messages before it, and what follows waits with it. */
class CommandQueueTest {

    private static final Optional<RoomName> ROOM = Optional.of(new RoomName("tea"));
    private static final Inbound MESSAGE = inbound(new Command.Message(ROOM, Body.of("x"), Optional.empty()));
    private static final Inbound HISTORY =
            inbound(new Command.History(ROOM, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty()));
    private static final Inbound LEAVE = inbound(new Command.Leave(ROOM));
    private static final Inbound PING = inbound(new Command.Ping());

    private final List<Inbound> carriedOut = new ArrayList<>();
    private final CommandQueue queue = new CommandQueue(this::carryOut);

    private static Inbound inbound(Command command) {
        return new Inbound(command, Optional.empty());
    }

    private void carryOut(Inbound inbound) {
        carriedOut.add(inbound);
        if (inbound.command() instanceof Command.Message) {
            queue.storing();
        }
    }

    private void add(Inbound... commands) {
        for (Inbound command : commands) {
            assertThat(queue.add(command, 100)).isTrue();
        }
    }

    @Test
    void messagesAndWhatAsksNoRoomDoNotWait() {
        add(MESSAGE, PING, MESSAGE, PING);

        assertThat(carriedOut).containsExactly(MESSAGE, PING, MESSAGE, PING);
    }

    @Test
    void aRoomIsAskedAtOnceWhereNoMessageIsUnderWay() {
        add(HISTORY, LEAVE, MESSAGE);
        queue.stored();
        add(HISTORY);

        assertThat(carriedOut).containsExactly(HISTORY, LEAVE, MESSAGE, HISTORY);
    }

    @Test
    void whatARoomIsAskedWaitsForAllMessagesBeforeItAndTheRestWaitsWithIt() {
        add(MESSAGE, MESSAGE, HISTORY, PING, MESSAGE, LEAVE, PING);
        assertThat(carriedOut).containsExactly(MESSAGE, MESSAGE);

        queue.stored();
        assertThat(carriedOut).hasSize(2);
        queue.stored();
        assertThat(carriedOut).containsExactly(MESSAGE, MESSAGE, HISTORY, PING, MESSAGE);
        queue.stored();

        assertThat(carriedOut).containsExactly(MESSAGE, MESSAGE, HISTORY, PING, MESSAGE, LEAVE, PING);
    }

    @Test
    void allThatFollowsAJoinWaitsForIt() {
        queue.joining();
        queue.joining();
        add(MESSAGE, PING, HISTORY);
        queue.joined();
        assertThat(carriedOut).isEmpty();

        queue.joined();

        assertThat(carriedOut).containsExactly(MESSAGE, PING);
    }

    @Test
    void aMessageThatIsStoredAtOnceIsNotWaitedFor() {
        List<Inbound> done = new ArrayList<>();
        List<CommandQueue> self = new ArrayList<>();
        CommandQueue atOnce = new CommandQueue(inbound -> {
            done.add(inbound);
            if (inbound.command() instanceof Command.Message) {
                self.get(0).storing();
                self.get(0).stored();
            }
        });
        self.add(atOnce);

        for (Inbound command : List.of(MESSAGE, HISTORY, MESSAGE, LEAVE)) {
            assertThat(atOnce.add(command, 1)).isTrue();
        }

        assertThat(done).containsExactly(MESSAGE, HISTORY, MESSAGE, LEAVE);
    }

    @Test
    void whatWaitsIsBoundedInNumberAndInSize() {
        add(MESSAGE, HISTORY);
        int waiting = 1;
        while (queue.add(PING, 1)) {
            waiting++;
        }
        assertThat(waiting).isEqualTo(1_000);

        queue.stored();
        assertThat(carriedOut).hasSize(1_001);
        add(MESSAGE, HISTORY);
        assertThat(queue.add(PING, 1 << 19)).isTrue();
        assertThat(queue.add(PING, 1 << 19)).isFalse();
    }
}
