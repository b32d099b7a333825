package io.parley.protocol;

/**
 * Who somebody is, as opposed to what they are called: two connections belong to the same user exactly when their keys
 * are equal.
 *
 * @param kind where the identity comes from
 * @param id the principal's name, the guest token's id, or {@code system}
 */
public record UserKey(Kind kind, String id) {

    /** Where an identity comes from. */
    public enum Kind {
        /** The principal of the upgrade request. */
        PRINCIPAL,
        /** A guest, known by the id in the guest token. */
        GUEST,
        /** The application itself. */
        SYSTEM
    }
}
