package io.parley.guest;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * A guest's id: 128 random bits in base64url (RFC 4648, section 5), without padding. Not a secret, but never guessed.
 */
final class GuestId {

    /** How such an id is written. */
    static final String PATTERN = "[A-Za-z0-9_-]{22}";

    private static final int BYTES = 16;

    private GuestId() {}

    /**
     * Makes a new one.
     *
     * @param random the source
     * @return 22 characters
     */
    static String random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
