package io.parley.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the server tells a client. Its {@code type} on the wire is the record's name in lower case. */
public sealed interface Event {

    /**
     * Calls the handler's method for this event.
     *
     * @param handler one method for each event
     */
    void dispatch(EventHandler handler);

    /**
     * The first event of every connection.
     *
     * @param id the connection's id, unguessable
     * @param user what the others call this user
     * @param guest the guest token, secret
     * @param terms what the server holds to
     * @param serverAt the server's time
     */
    record Connected(String id, String user, Optional<String> guest, Terms terms, Instant serverAt) implements Event {
        @Override
        public void dispatch(EventHandler handler) {
            handler.connected(this);
        }
    }

    /**
     * What a connection can count on.
     *
     * @param protocol the protocol's name and version
     * @param keepAlive times of the keep-alive
     * @param limits what the connection may do
     * @param reconnect how to come back
     */
    record Terms(String protocol, KeepAliveTimes keepAlive, Limits limits, ReconnectTimes reconnect) {}

    /**
     * The connection is in a room.
     *
     * @param room which
     * @param at the newest entry at the moment of joining
     * @param recovered whether {@code messages} are all that was missed; absent where nothing was asked for
     * @param messages those recovered, or the newest page, oldest first
     * @param members how many users are there
     */
    record Joined(RoomName room, Position at, Optional<Boolean> recovered, List<ChatMessage> messages, int members)
            implements Event {
        @Override
        public void dispatch(EventHandler handler) {
            handler.joined(this);
        }
    }

    /**
     * The connection is no longer in a room.
     *
     * @param room which
     * @param reason why
     */
    record Left(RoomName room, Reason reason) implements Event {
        @Override
        public void dispatch(EventHandler handler) {
            handler.left(this);
        }

        /** Why a room was left. */
        public enum Reason {
            /** The client asked for it. */
            LEFT,
            /** Put out of the room. */
            KICKED,
            /** Put out and kept out. */
            BANNED,
            /** The room is no more. */
            CLOSED;

            /**
             * The spelling on the wire.
             *
             * @return lower case
             */
            public String wire() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /**
     * Somebody said something.
     *
     * @param room where
     * @param message what
     */
    record Message(RoomName room, ChatMessage message) implements Event {
        @Override
        public void dispatch(EventHandler handler) {
            handler.message(this);
        }
    }

    /**
     * A message is stored.
     *
     * @param room where
     * @param seq its place in the room's log
     * @param id the sender's key, else the server's id
     * @param sentAt when it was stored
     * @param duplicate whether an earlier one with the same key was found
     */
    record Ack(RoomName room, long seq, String id, Instant sentAt, boolean duplicate) implements Event {
        @Override
        public void dispatch(EventHandler handler) {
            handler.ack(this);
        }
    }

    /** Done; the command has no other answer. */
    record Ok() implements Event {
        @Override
        public void dispatch(EventHandler handler) {
            handler.ok(this);
        }
    }

    /**
     * Users came or went.
     *
     * @param room where
     * @param joined names of those who came
     * @param left names of those who went
     * @param members how many are there now
     */
    record Presence(RoomName room, List<String> joined, List<String> left, int members) implements Event {
        @Override
        public void dispatch(EventHandler handler) {
            handler.presence(this);
        }
    }

    /**
     * Somebody types, or has stopped.
     *
     * @param room where
     * @param from who
     * @param active true while typing
     */
    record Typing(RoomName room, String from, boolean active) implements Event {
        @Override
        public void dispatch(EventHandler handler) {
            handler.typing(this);
        }
    }

    /**
     * A page of a room's log.
     *
     * @param room which
     * @param messages oldest first
     * @param more whether the log goes on in the direction that was asked for
     */
    record History(RoomName room, List<ChatMessage> messages, boolean more) implements Event {
        @Override
        public void dispatch(EventHandler handler) {
            handler.history(this);
        }
    }

    /**
     * A page of a room's users.
     *
     * @param room which
     * @param users names, sorted
     * @param count how many there are in all
     * @param more whether there are users behind this page
     */
    record Members(RoomName room, List<String> users, int count, boolean more) implements Event {
        @Override
        public void dispatch(EventHandler handler) {
            handler.members(this);
        }
    }

    /**
     * A command was refused.
     *
     * @param code why
     * @param message the same for people
     * @param retryAfter when to try again
     * @param uncertain whether it may have been stored all the same
     */
    @SuppressWarnings("JavaLangClash") // named as on the wire, and always spoken of as Event.Error
    record Error(ErrorCode code, String message, Optional<Duration> retryAfter, boolean uncertain) implements Event {
        @Override
        public void dispatch(EventHandler handler) {
            handler.error(this);
        }

        /**
         * A plain refusal.
         *
         * @param code why
         * @param message the same for people
         * @return the event
         */
        public static Error of(ErrorCode code, String message) {
            return new Error(code, message, Optional.empty(), false);
        }
    }

    /**
     * The server is about to close on purpose.
     *
     * @param reason the code and reason that follow in the close frame
     * @param retryAfter when to come back
     */
    record Closing(CloseReason reason, Optional<Duration> retryAfter) implements Event {
        @Override
        public void dispatch(EventHandler handler) {
            handler.closing(this);
        }
    }

    /**
     * Something that the application itself tells a client. Its {@code type} on the wire is {@code app.} and the name.
     *
     * @param name 1 to 64 of {@code a-z 0-9 . _ -}
     * @param data JSON
     */
    record Application(String name, String data) implements Event {

        private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,64}");

        /**
         * Checks the name.
         *
         * @param name 1 to 64 of {@code a-z 0-9 . _ -}
         * @param data JSON, which the encoder checks
         * @throws IllegalArgumentException if the name is malformed
         */
        public Application {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("an event's name has 1 to 64 of a-z 0-9 . _ -");
            }
        }

        @Override
        public void dispatch(EventHandler handler) {
            handler.application(this);
        }
    }

    /**
     * The answer to a ping.
     *
     * @param serverAt the server's time
     */
    record Pong(Instant serverAt) implements Event {
        @Override
        public void dispatch(EventHandler handler) {
            handler.pong(this);
        }
    }
}
