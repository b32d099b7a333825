package io.parley.log.jdbc;

import io.parley.protocol.UserKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A user's idempotency key, in 32 bytes: so the index of the keys is small, whatever users and keys are called, and
 * holds nobody's name.
 *
 * @param bytes SHA-256 (FIPS 180-4) of the user's kind, the length of its id (four bytes, of which the first is 0, so
 *     that no kind runs into it), the id, and the key
 */
record KeyDigest(ByteBuffer bytes) {

    static KeyDigest of(UserKey user, String key) {
        byte[] id = user.id().getBytes(StandardCharsets.UTF_8);
        MessageDigest digest = sha256();
        digest.update(user.kind().name().getBytes(StandardCharsets.UTF_8));
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, id.length));
        digest.update(id);
        digest.update(key.getBytes(StandardCharsets.UTF_8));
        return of(digest.digest());
    }

    static KeyDigest of(byte[] bytes) {
        return new KeyDigest(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    }

    byte[] toBytes() {
        byte[] copy = new byte[bytes.limit()];
        bytes.get(0, copy);
        return copy;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
