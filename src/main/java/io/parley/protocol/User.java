package io.parley.protocol;

/**
 * A user: an identity and the name that others see.
 *
 * @param key the identity
 * @param name the displayed name; a guest's may differ from one connection to the next
 */
public record User(UserKey key, String name) {

    /** What the application publishes in no user's name comes from this one. */
    public static final User SYSTEM = new User(new UserKey(UserKey.Kind.SYSTEM, "system"), "system");

    /**
     * The user of a principal.
     *
     * @param principalName the principal's name
     * @return the user, known and called by that name
     */
    public static User principal(String principalName) {
        return new User(new UserKey(UserKey.Kind.PRINCIPAL, principalName), principalName);
    }

    /**
     * A guest.
     *
     * @param id the guest's secret-free id
     * @param name the displayed name
     * @return the user
     */
    public static User guest(String id, String name) {
        return new User(new UserKey(UserKey.Kind.GUEST, id), name);
    }

    /**
     * Whether this is a guest.
     *
     * @return true for guests, whose messages say so
     */
    public boolean isGuest() {
        return key.kind() == UserKey.Kind.GUEST;
    }
}
