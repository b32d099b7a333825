package io.parley.log.jdbc;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes epochs. */
final class Epoch {

    private static final int BYTES = 16;

    private Epoch() {}

    static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
