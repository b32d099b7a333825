package io.parley.codec;

import io.parley.protocol.Body;
import io.parley.protocol.Command;
import io.parley.protocol.Limits;
import io.parley.protocol.Position;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Builds each command from its members, the ones that it does not know left aside. */
final class CommandBuilder {

    private static final String ROOM = "room";
    private static final String LIMIT = "limit";

    private final Limits limits;
    private final Map<String, Function<Fields, Command>> types;

    CommandBuilder(Limits limits) {
        this.limits = limits;
        this.types = Map.of(
                "message", this::message,
                "join", CommandBuilder::join,
                "leave", CommandBuilder::leave,
                "history", CommandBuilder::history,
                "members", CommandBuilder::members,
                "typing", CommandBuilder::typing,
                "refresh", CommandBuilder::refresh,
                "ping", fields -> new Command.Ping());
    }

    /**
     * Builds the command that {@code type} names.
     *
     * @throws Fault where a member is missing or wrong
     */
    Command build(Fields fields) {
        String type = fields.requiredText("type");
        return Optional.ofNullable(types.get(type))
                .orElseThrow(() -> Fault.badRequest("unknown type " + Excerpt.quoted(type)))
                .apply(fields);
    }

    private Command message(Fields fields) {
        Body body = new Body(text(fields), fields.json("data"));
        return new Command.Message(fields.room(ROOM), body, fields.key("id"));
    }

    private String text(Fields fields) {
        String text = fields.requiredWords("text");
        if (text.length() > limits.textChars()) {
            throw Fault.tooLarge("text has " + text.length() + " characters, at most " + limits.textChars());
        }
        return text;
    }

    private static Command join(Fields fields) {
        Optional<Position> since = fields.group("since").map(CommandBuilder::position);
        return new Command.Join(fields.requiredRoom(ROOM), since, fields.count("history", 0));
    }

    private static Position position(Fields since) {
        return new Position(since.requiredText("epoch"), since.requiredSeq("seq"));
    }

    private static Command leave(Fields fields) {
        return new Command.Leave(fields.room(ROOM));
    }

    private static Command history(Fields fields) {
        OptionalLong before = fields.seq("before");
        OptionalLong after = fields.seq("after");
        if (before.isPresent() && after.isPresent()) {
            throw Fault.badRequest("before and after: only one of them");
        }
        return new Command.History(fields.room(ROOM), before, after, fields.count(LIMIT, 1));
    }

    private static Command members(Fields fields) {
        return new Command.Members(fields.room(ROOM), fields.text("after"), fields.count(LIMIT, 1));
    }

    private static Command typing(Fields fields) {
        return new Command.Typing(fields.room(ROOM), fields.requiredFlag("active"));
    }

    private static Command refresh(Fields fields) {
        return new Command.Refresh(fields.requiredWords("token"));
    }
}
