package io.parley.client;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A row of {@code parley_publication}: what is to be said in a room once the transaction that writes it is committed.
 *
 * @param uid unique for ever: by it the message is recognised again
 * @param room where
 * @param author in whose name
 * @param key an idempotency key
 * @param text what
 * @param data a JSON text that travels along
 */
public record PublicationRow(
        String uid, String room, Author author, Optional<String> key, String text, Optional<String> data) {

    private static final Pattern ROOM = Pattern.compile("[A-Za-z0-9._~@-]{1,128}");
    private static final int UID_CHARS = 64;
    private static final int NAME_CHARS = 512;
    private static final int KEY_CHARS = 64;
    private static final int TEXT_CHARS = 1 << 20;

    /**
     * In whose name something is said.
     *
     * @param kind {@code SYSTEM}, {@code PRINCIPAL} or {@code GUEST}
     * @param id the principal's name, the guest's id, or {@code system}
     * @param name as others see it
     */
    public record Author(String kind, String id, String name) {

        /** No user. */
        public static final Author SYSTEM = new Author("SYSTEM", "system", "system");

        /**
         * A user of the container.
         *
         * @param principalName the principal's name
         * @return the user, known and called by that name
         */
        public static Author principal(String principalName) {
            return new Author("PRINCIPAL", principalName, principalName);
        }
    }

    /**
     * Checks what the database could not take, so that a transaction does not fail for it.
     *
     * @param uid 1 to 64 characters
     * @param room a room's name
     * @param author with an id and a name of 1 to 512 characters
     * @param key 1 to 64 characters
     * @param text 1 to 1,048,576 characters
     * @param data likewise
     * @throws IllegalArgumentException if a text is empty, too long, or holds U+0000
     */
    public PublicationRow {
        require(ROOM.matcher(room).matches(), "a room name has 1 to 128 of A-Z a-z 0-9 . _ ~ @ -");
        requireText("a uid", uid, UID_CHARS);
        requireText("a user's id", author.id(), NAME_CHARS);
        requireText("a user's name", author.name(), NAME_CHARS);
        key.ifPresent(given -> requireText("a key", given, KEY_CHARS));
        requireText("text", text, TEXT_CHARS);
        data.ifPresent(given -> requireText("data", given, TEXT_CHARS));
    }

    /**
     * The row of a message.
     *
     * @param message what an application says
     * @return the row, with a uid of its own
     */
    static PublicationRow of(Message message) {
        return new PublicationRow(
                UUID.randomUUID().toString(),
                message.room(),
                message.user().map(Author::principal).orElse(Author.SYSTEM),
                message.key(),
                message.text(),
                message.data());
    }

    private static void requireText(String what, String text, int mostChars) {
        require(!text.isEmpty() && text.length() <= mostChars, what + " has 1 to " + mostChars + " characters");
        require(text.indexOf('\0') < 0, what + " holds U+0000, which a database does not keep");
    }

    private static void require(boolean good, String problem) {
        if (!good) {
            throw new IllegalArgumentException(problem);
        }
    }
}
