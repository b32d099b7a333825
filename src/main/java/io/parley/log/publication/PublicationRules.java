package io.parley.log.publication;

import io.parley.log.Draft;
import io.parley.log.Passage;
import io.parley.protocol.Body;
import io.parley.protocol.Limits;
import io.parley.protocol.RoomName;
import io.parley.protocol.User;
import io.parley.protocol.UserKey;
import io.parley.protocol.Utf8;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What may be said in a room in an application's name, whichever way it comes: a message of it is held to the limits of
 * a client's. Keeps no state; any thread may call.
 */
public final class PublicationRules {

    private static final int UID_CHARS = 64;

    private final Limits limits;
    private final UnaryOperator<String> compact;

    /**
     * Rules.
     *
     * @param limits of a client's message
     * @param compact takes the white space out of a JSON text, and throws {@link IllegalArgumentException} where it is
     *     none
     */
    public PublicationRules(Limits limits, UnaryOperator<String> compact) {
        this.limits = limits;
        this.compact = compact;
    }

    /**
     * How much of a text or of data is worth reading.
     *
     * @return more than either may have
     */
    public int mostChars() {
        return Math.max(limits.textChars(), limits.messageBytes()) + 1;
    }

    /**
     * Makes a draft of what is in the database.
     *
     * @param publication what
     * @param convoy those it goes with
     * @return the draft
     * @throws IllegalArgumentException if no room could ever take it, and why
     */
    public Draft draft(WrittenPublication publication, Passage.Convoy convoy) {
        require(isText(publication.uid(), UID_CHARS), "a uid has 1 to " + UID_CHARS + " characters");
        require(publication.data().filter(data -> data.length() >= mostChars()).isEmpty(), dataTooLong());
        return new Draft(
                publication.uid(),
                publication.key().map(this::key),
                user(publication.author()),
                body(new Body(publication.text(), publication.data())),
                Optional.of(new Passage(publication.id(), convoy)));
    }

    /**
     * The room of a publication.
     *
     * @param publication what is in the database
     * @return its room
     * @throws IllegalArgumentException if no room can be called like that
     */
    public RoomName room(WrittenPublication publication) {
        return new RoomName(publication.room());
    }

    private User user(WrittenPublication.Author author) {
        UserKey.Kind kind = Stream.of(UserKey.Kind.values())
                .filter(known -> known.name().equals(author.kind()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("user_kind is SYSTEM, PRINCIPAL or GUEST"));
        return user(
                kind == UserKey.Kind.SYSTEM ? User.SYSTEM : new User(new UserKey(kind, author.id()), author.name()));
    }

    /**
     * Checks a user.
     *
     * @param user in whose name something is said
     * @return the same
     * @throws IllegalArgumentException if the id or the name is none
     */
    public User user(User user) {
        require(
                isText(user.key().id(), Limits.PRINCIPAL_CHARS) && isText(user.name(), Limits.PRINCIPAL_CHARS),
                "a user's name and id have 1 to " + Limits.PRINCIPAL_CHARS + " characters");
        return user;
    }

    /**
     * Checks an idempotency key.
     *
     * @param key what an application gave
     * @return the same
     * @throws IllegalArgumentException if it is none
     */
    public String key(String key) {
        require(isText(key, Limits.KEY_CHARS), "a key has 1 to " + Limits.KEY_CHARS + " characters");
        return key;
    }

    /**
     * Checks what is to be said.
     *
     * @param body what
     * @return the same, with compact data
     * @throws IllegalArgumentException if it is empty, malformed, or over the limits, and which part
     */
    public Body body(Body body) {
        String text = body.text();
        require(
                !text.isEmpty() && text.length() <= limits.textChars(),
                "text has 1 to " + limits.textChars() + " characters");
        require(Utf8.isWellFormed(text), "text holds a lone surrogate");
        return new Body(text, body.data().map(this::data));
    }

    private String data(String json) {
        String text = compact.apply(json);
        require(Utf8.sizeBytes(text) <= limits.messageBytes(), dataTooLong());
        return text;
    }

    private String dataTooLong() {
        return "data has at most " + limits.messageBytes() + " bytes";
    }

    private static boolean isText(String text, int mostChars) {
        return !text.isEmpty() && text.length() <= mostChars && Utf8.isWellFormed(text);
    }

    private static void require(boolean good, String problem) {
        if (!good) {
            throw new IllegalArgumentException(problem);
        }
    }
}
