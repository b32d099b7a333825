package io.parley.chat;

import static io.parley.chat.ChatFixture.HALL;

import io.parley.protocol.CloseCode;
import io.parley.protocol.Command;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The first-message deadline of full mode: the protocol document, section 7, code 4010. */
class SilenceTest {

    private static final Duration DEADLINE = ChatFixture.FIRST_MESSAGE;

    private final ChatFixture fixture = new ChatFixture();

    @Test
    void who_joins_nothing_and_says_nothing_is_closed_at_the_deadline() {
        Talk mute = fixture.full("mute").hears("connected mute with a token");
        fixture.time.pass(DEADLINE.minusMillis(1));
        mute.says(new Command.Ping()).isOpen();

        fixture.time.pass(Duration.ofMillis(1));

        mute.isClosedWith(CloseCode.SILENT);
    }

    @Test
    void who_has_joined_may_be_silent() {
        Talk ann = fixture.member("ann", HALL);

        fixture.time.pass(DEADLINE.multipliedBy(2));

        ann.isOpen();
    }

    @Test
    void a_message_to_a_room_that_was_not_joined_is_no_word() {
        Talk ann = fixture.full("ann").writes(HALL, "let me in");

        fixture.time.pass(DEADLINE);

        ann.isClosedWith(CloseCode.SILENT);
    }

    @Test
    void plain_mode_has_no_deadline() {
        Talk plain = fixture.plain();

        fixture.time.pass(DEADLINE.multipliedBy(2));

        plain.isOpen();
    }
}
