package io.parley.web.admin;

import io.parley.protocol.RoomName;
import io.parley.protocol.UserKey;
import io.parley.trace.Subject;
import io.parley.trace.Traces;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose frames are to be kept: exactly one of the first four. Filled from the query (Jakarta REST, section 3.2). */
public class TraceQuery {

    private static final int MOST_SAMPLED = 1_000_000;

    /** A trace holds it as long as it lasts, and no user has a longer one. */
    private static final int MOST_ID_CHARS = 512;

    /** A connection's id. */
    @QueryParam("connection")
    private @Nullable String connection;

    /** A user's id. */
    @QueryParam("user")
    private @Nullable String user;

    /** A room's name. */
    @QueryParam("room")
    private @Nullable String room;

    /** One connection of so many. */
    @QueryParam("sample")
    private @Nullable String sample;

    /** What the user is: {@code principal} or {@code guest}. */
    @QueryParam("kind")
    private @Nullable String kind;

    /** The last so many of each connection. */
    @QueryParam("frames")
    private @Nullable String frames;

    /** How long. */
    @QueryParam("time")
    private @Nullable String time;

    /** Made by the container. */
    public TraceQuery() {}

    Traces.Order order() {
        List<Subject> subjects = Stream.of(
                        Optional.ofNullable(connection).map(Subject.OneConnection::new),
                        Optional.ofNullable(user).map(this::user),
                        Optional.ofNullable(room).map(TraceQuery::room),
                        Optional.ofNullable(sample).map(TraceQuery::sample))
                .flatMap(Optional::stream)
                .map(Subject.class::cast)
                .toList();
        if (subjects.size() != 1) {
            throw Problem.BAD_REQUEST.because("exactly one of connection, user, room and sample has to be there");
        }
        return new Traces.Order(
                subjects.get(0),
                Optional.ofNullable(frames).map(text -> Parameters.number("frames", text, 1, Integer.MAX_VALUE, 1)),
                Optional.ofNullable(time).map(TraceQuery::duration));
    }

    private Subject user(String id) {
        if (id.length() > MOST_ID_CHARS) {
            throw Problem.BAD_REQUEST.because("user has at most " + MOST_ID_CHARS + " characters");
        }
        UserKey.Kind known = Arrays.stream(UserKey.Kind.values())
                .filter(one -> one != UserKey.Kind.SYSTEM && TraceJson.word(one).equals(kind))
                .findFirst()
                .orElseThrow(() -> Problem.BAD_REQUEST.because("kind has to be guest or principal"));
        return new Subject.OfUser(new UserKey(known, id));
    }

    private static Subject room(String name) {
        return new Subject.InRoom(RoomName.parse(name)
                .orElseThrow(() -> Problem.BAD_REQUEST.because("room has to be the name of a room")));
    }

    private static Subject sample(String oneIn) {
        return new Subject.Sample(Parameters.number("sample", oneIn, 1, MOST_SAMPLED, 1));
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw Problem.BAD_REQUEST.because("time has to be a duration of ISO 8601, such as PT10M");
        }
    }
}
