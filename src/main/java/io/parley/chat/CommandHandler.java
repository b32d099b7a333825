package io.parley.chat;

import io.parley.log.Draft;
import io.parley.log.Entry;
import io.parley.log.LogUnavailableException;
import io.parley.log.Page;
import io.parley.log.Range;
import io.parley.protocol.ChatMessage;
import io.parley.protocol.Command;
import io.parley.protocol.EncodedEvent;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.Event;
import io.parley.protocol.Limits;
import io.parley.protocol.RoomName;
import io.parley.room.Entrance;
import io.parley.room.UserPage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Carries out one command of one conversation, and answers it. Refusals are thrown. */
final class CommandHandler implements Command.Handler {

    private final Conversation conversation;
    private final Optional<String> ref;

    CommandHandler(Conversation conversation, Optional<String> ref) {
        this.conversation = conversation;
        this.ref = ref;
    }

    @Override
    public void message(Command.Message command) {
        RoomName room = conversation.memberships().meant(command.room());
        Peer peer = conversation.peer();
        Draft draft = new Draft(conversation.uniqueId(), command.id(), peer.user(), command.body());
        peer.connection().answering();
        conversation.commands().storing();
        try {
            CompletionStage<?> stored = ref.isPresent()
                    ? conversation.context().rooms().append(room, draft, peer, ref.get())
                    : conversation.context().rooms().append(room, draft);
            orFail(spokenBy(stored)).whenComplete((done, failure) -> answered());
        } catch (RuntimeException | Error e) {
            answered();
            throw e;
        }
    }

    private void answered() {
        conversation.peer().connection().answered();
        conversation.commands().stored();
    }

    @Override
    public void join(Command.Join command) {
        int history = Math.min(command.history().orElse(Entrance.DEFAULT_HISTORY), Limits.PAGE_ENTRIES);
        orFail(spokenBy(conversation.join(command.room(), new Entrance(ref, command.since(), history, false))));
    }

    /** What succeeds ends the wait for the first word. */
    private CompletionStage<?> spokenBy(CompletionStage<?> command) {
        return command.whenComplete((done, failure) -> {
            if (failure == null) {
                conversation.spoke();
            }
        });
    }

    @Override
    public void leave(Command.Leave command) {
        RoomName room = conversation.memberships().meant(command.room());
        conversation.leave(room);
        conversation.peer().answer(ref, new Event.Left(room, Event.Left.Reason.LEFT));
    }

    @Override
    public void history(Command.History command) {
        RoomName room = conversation.memberships().meant(command.room());
        if (conversation.context().isBusy()) {
            throw new LogUnavailableException("the server has too much to do to read history now", false);
        }
        orFail(conversation
                .context()
                .log()
                .read(room, range(command))
                .thenAccept(page -> conversation.peer().answer(ref, history(room, command, page))));
    }

    private Range range(Command.History command) {
        long from = command.after().isPresent() ? command.after().getAsLong() + 1 : 1;
        long to = command.before().isPresent() ? command.before().getAsLong() - 1 : Long.MAX_VALUE;
        Range.End end = command.after().isPresent() ? Range.End.OLDEST : Range.End.NEWEST;
        int limit = limit(command.limit(), Limits.PAGE_ENTRIES);
        return new Range(from, to, end, limit, conversation.settings().pageBytes());
    }

    private static Event history(RoomName room, Command.History command, Page page) {
        List<ChatMessage> messages = page.entries().stream().map(Entry::message).toList();
        if (messages.isEmpty()) {
            return new Event.History(room, messages, false);
        }
        boolean more = command.after().isPresent()
                ? messages.get(messages.size() - 1).seq() < page.head().newest()
                : messages.get(0).seq() > page.head().oldest();
        return new Event.History(room, messages, more);
    }

    @Override
    public void members(Command.Members command) {
        RoomName name = conversation.memberships().meant(command.room());
        int limit = limit(command.limit(), Limits.PAGE_USERS);
        Peer peer = conversation.peer();
        Function<UserPage, EncodedEvent> answer =
                page -> peer.encode(ref, new Event.Members(name, page.names(), page.members(), page.more()));
        conversation.context().rooms().look(name, peer, command.after(), limit, answer);
    }

    private static int limit(OptionalInt wanted, int most) {
        return Math.min(wanted.orElse(most), most);
    }

    @Override
    public void typing(Command.Typing command) {
        RoomName room = conversation.memberships().meant(command.room());
        conversation.context().rooms().typing(room, conversation.peer(), command.active());
        okIfAsked();
    }

    @Override
    public void refresh(Command.Refresh command) {
        throw new RefusedException(ErrorCode.BAD_REQUEST, "this connection has no credential that could be renewed");
    }

    @Override
    public void ping(Command.Ping command) {
        conversation.peer().answer(ref, new Event.Pong(conversation.now()));
    }

    @Override
    public void faulty(Command.Faulty fault) {
        throw new RefusedException(fault.code(), fault.message());
    }

    private void okIfAsked() {
        if (ref.isPresent()) {
            conversation.peer().answer(ref, new Event.Ok());
        }
    }

    private CompletionStage<?> orFail(CompletionStage<?> stage) {
        return stage.whenComplete((done, failure) -> {
            if (failure != null) {
                conversation.peer().fail(ref, failure);
            }
        });
    }
}
