package io.parley.chat;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/** Makes ids. May be used by any thread. */
final class Ids {

    private static final int ID_BYTES = 16;
    private static final int PREFIX_BYTES = 9;
    private static final int RADIX = 36;

    private final SecureRandom random = new SecureRandom();
    private final String prefix = random(PREFIX_BYTES);
    private final AtomicLong count = new AtomicLong();

    /** An id that nobody can guess. */
    String secret() {
        return random(ID_BYTES);
    }

    /** An id that is unique for ever: a random part of this start and a number. Cheap, and may be guessed. */
    String unique() {
        return prefix + Long.toString(count.incrementAndGet(), RADIX);
    }

    private String random(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }
}
