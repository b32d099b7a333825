package io.parley.endpoint;

import io.parley.chat.Conversation;
import io.parley.protocol.CloseCode;
import io.parley.protocol.CloseReason;
import io.parley.protocol.Utf8;
import io.parley.session.Wire;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The way in of one session: parts of a message become the text, bounded before it is whole, and the text a command.
 * All of it runs in the connection's scope.
 *
 * <p>Messages come one at a time, as the container calls the endpoint (Jakarta WebSocket, section 5.1); {@link #closed}
 * may come from any thread, also meanwhile.
 */
final class Intake implements Wire.Watch {

    private final Conversation conversation;
    private final ChatServices services;
    private final Runnable handled;

    /** Of a message that is not whole. */
    private @Nullable StringBuilder parts;

    private int bytes;
    private volatile boolean ended;

    /** Says of each message when it is worked off. */
    Intake(Conversation conversation, ChatServices services, Runnable handled) {
        this.conversation = conversation;
        this.services = services;
        this.handled = handled;
    }

    private void scoped(Runnable call) {
        services.scope().run(conversation.connectionId(), call);
    }

    void begin() {
        scoped(conversation::begin);
    }

    void text(String part, boolean last) {
        try {
            if (!ended) {
                scoped(() -> take(part, last));
            }
        } finally {
            handled(last);
        }
    }

    private void take(String part, boolean last) {
        int partBytes = Utf8.sizeBytes(part);
        bytes += partBytes;
        conversation.heard(partBytes, last);
        if (bytes > services.maxMessageBytes()) {
            end(new CloseReason(CloseCode.TOO_BIG, "a message has at most " + services.maxMessageBytes() + " bytes"));
        } else if (last) {
            whole(withPartsBefore(part));
        } else {
            parts = parts == null ? new StringBuilder(part) : parts.append(part);
        }
    }

    private String withPartsBefore(String part) {
        if (parts == null) {
            return part;
        }
        String text = parts.append(part).toString();
        parts = null;
        return text;
    }

    private void whole(String text) {
        int size = bytes;
        bytes = 0;
        conversation.receive(services.decoder().decode(text), size);
    }

    void binary(boolean last) {
        try {
            if (!ended) {
                scoped(() -> end(new CloseReason(CloseCode.UNSUPPORTED_DATA, "binary messages are not supported")));
            }
        } finally {
            handled(last);
        }
    }

    private void handled(boolean whole) {
        if (whole) {
            handled.run();
        }
    }

    private void end(CloseReason reason) {
        ended = true;
        parts = null;
        conversation.close(reason);
    }

    @Override
    public void pong(ByteBuffer payload) {
        scoped(() -> conversation.pong(payload));
    }

    @Override
    public void frameSeen() {
        conversation.frameSeen();
    }

    @Override
    public void refused(CloseReason reason) {
        ended = true;
        scoped(() -> conversation.close(reason));
    }

    void fail() {
        ended = true;
        scoped(conversation::fail);
    }

    void closed(int code, String reason) {
        ended = true;
        scoped(() -> conversation.closed(code, reason));
    }
}
