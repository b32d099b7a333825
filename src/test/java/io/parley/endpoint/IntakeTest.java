package io.parley.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.chat.ChatFixture;
import io.parley.chat.Conversation;
import io.parley.chat.Handover;
import io.parley.codec.CommandDecoder;
import io.parley.protocol.CloseReason;
import io.parley.protocol.Limits;
import io.parley.session.Outgoing;
import io.parley.session.Sender;
import io.parley.session.Transport;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever a callback does, it does in its connection's scope. */
class IntakeTest {

    private final ChatFixture fixture = new ChatFixture();
    private final List<String> sent = new ArrayList<>();
    private final List<String> scoped = new ArrayList<>();
    private String inside = "no scope";
    private int handled;

    private final Conversation conversation = fixture.meets(new Scribe());
    private final ChatServices services = new ChatServices(
            fixture.chat(),
            new CommandDecoder(new Limits(1000, 100, 10)),
            1000,
            new Handover(),
            new Transports(false),
            this::runScoped);
    private final Intake intake = new Intake(conversation, services, () -> handled++);

    @Test
    void what_is_said_is_said_in_the_connections_scope() {
        String id = conversation.connectionId();

        intake.begin();
        intake.text("{\"type\":", false);
        intake.text("\"ping\"}", true);
        intake.binary(true);

        assertThat(sent).hasSizeGreaterThanOrEqualTo(3).allMatch(id::equals);
    }

    @Test
    void pongs_and_the_end_run_in_it_too() {
        intake.begin();
        scoped.clear();

        intake.pong(ByteBuffer.allocate(4));
        intake.closed(1000, "");

        assertThat(scoped).hasSize(2).allMatch(conversation.connectionId()::equals);
    }

    @Test
    void each_message_is_said_to_be_worked_off_once_whatever_becomes_of_it() {
        intake.begin();

        intake.text("{\"type\":", false);
        assertThat(handled).isZero();
        intake.text("\"ping\"}", true);
        intake.pong(ByteBuffer.allocate(4));
        intake.binary(true);
        intake.text("{}", true);

        assertThat(handled).isEqualTo(3);
    }

    private void runScoped(String connectionId, Runnable call) {
        scoped.add(connectionId);
        inside = connectionId;
        call.run();
        inside = "no scope";
    }

    /** Writes down in whose scope it was called. */
    private final class Scribe implements Transport, Sender {
        private @Nullable Outgoing outgoing;

        @Override
        public Sender sender() {
            return this;
        }

        @Override
        public void begin(Outgoing waiting) {
            outgoing = waiting;
        }

        @Override
        public void ready() {
            while (outgoing != null && outgoing.next() != null) {
                sent.add(inside);
                outgoing.left();
            }
        }

        @Override
        public void ping(ByteBuffer payload) {
            sent.add(inside);
        }

        @Override
        public void close(CloseReason reason) {
            sent.add(inside);
        }
    }
}
