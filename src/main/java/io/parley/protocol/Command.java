package io.parley.protocol;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a client asks for, well-formed and within the limits of one message. A faulty request is a {@link Faulty}. */
public sealed interface Command {

    /**
     * Calls the handler's method for this command.
     *
     * @param handler one method for each command
     */
    void dispatch(Handler handler);

    /**
     * Say something in a room.
     *
     * @param room where; may be left out by a connection that is in one room
     * @param body what
     * @param id the client's idempotency key
     */
    record Message(Optional<RoomName> room, Body body, Optional<String> id) implements Command {
        @Override
        public void dispatch(Handler handler) {
            handler.message(this);
        }
    }

    /**
     * Subscribe to a room.
     *
     * @param room which
     * @param since how far the client has read, if it wants the rest
     * @param history how many of the newest messages it wants at most
     */
    record Join(RoomName room, Optional<Position> since, OptionalInt history) implements Command {
        @Override
        public void dispatch(Handler handler) {
            handler.join(this);
        }
    }

    /**
     * Unsubscribe.
     *
     * @param room which
     */
    record Leave(Optional<RoomName> room) implements Command {
        @Override
        public void dispatch(Handler handler) {
            handler.leave(this);
        }
    }

    /**
     * Read a page of a room's log. At most one of {@code before} and {@code after} is present.
     *
     * @param room which
     * @param before entries below this seq
     * @param after entries above this seq
     * @param limit how many at most
     */
    record History(Optional<RoomName> room, OptionalLong before, OptionalLong after, OptionalInt limit)
            implements Command {
        @Override
        public void dispatch(Handler handler) {
            handler.history(this);
        }
    }

    /**
     * List who is in a room.
     *
     * @param room which
     * @param after names behind this one, in the order of the pages
     * @param limit how many at most
     */
    record Members(Optional<RoomName> room, Optional<String> after, OptionalInt limit) implements Command {
        @Override
        public void dispatch(Handler handler) {
            handler.members(this);
        }
    }

    /**
     * Tell the others that somebody types, or has stopped.
     *
     * @param room where
     * @param active true while typing
     */
    record Typing(Optional<RoomName> room, boolean active) implements Command {
        @Override
        public void dispatch(Handler handler) {
            handler.typing(this);
        }
    }

    /**
     * Hand in a new credential on a live connection.
     *
     * @param token the credential; never logged
     */
    record Refresh(String token) implements Command {
        @Override
        public void dispatch(Handler handler) {
            handler.refresh(this);
        }

        @Override
        public String toString() {
            return "Refresh[token=***]";
        }
    }

    /** Is anybody there? For browsers, which cannot send ping frames. */
    record Ping() implements Command {
        @Override
        public void dispatch(Handler handler) {
            handler.ping(this);
        }
    }

    /**
     * A request that is none.
     *
     * @param code what kind of fault
     * @param message names what is wrong, for people
     */
    record Faulty(ErrorCode code, String message) implements Command {
        @Override
        public void dispatch(Handler handler) {
            handler.faulty(this);
        }
    }

    /** One method for each command: the compiler tells whoever forgets one. */
    interface Handler {

        /**
         * Say something.
         *
         * @param command the command
         */
        void message(Message command);

        /**
         * Subscribe.
         *
         * @param command the command
         */
        void join(Join command);

        /**
         * Unsubscribe.
         *
         * @param command the command
         */
        void leave(Leave command);

        /**
         * Read a page of the log.
         *
         * @param command the command
         */
        void history(History command);

        /**
         * List who is there.
         *
         * @param command the command
         */
        void members(Members command);

        /**
         * Somebody types.
         *
         * @param command the command
         */
        void typing(Typing command);

        /**
         * A new credential.
         *
         * @param command the command
         */
        void refresh(Refresh command);

        /**
         * Is anybody there?
         *
         * @param command the command
         */
        void ping(Ping command);

        /**
         * No command at all.
         *
         * @param fault what is wrong with it
         */
        void faulty(Faulty fault);
    }
}
