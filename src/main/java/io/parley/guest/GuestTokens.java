package io.parley.guest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.protocol.User;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Issues and verifies the secret token that makes a returning guest the same user: {@code 1.<id>.<name>.<signature>}.
 * The name is UTF-8 in base64url without padding (RFC 4648, section 5), the signature HMAC-SHA256 (RFC 2104) over
 * everything in front of its dot, written likewise. {@code 1} is the version of the format. Only characters of a
 * {@code token} (RFC 7230, section 3.2.6) occur, so that it can be part of a subprotocol's name. A token does not
 * expire; it is void once the key is another one.
 *
 * <p>Any thread may call it.
 */
public final class GuestTokens {

    /** The most characters that a token has. */
    public static final int MAX_CHARS = 256;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MIN_KEY_BYTES = 32;
    private static final Pattern ID = Pattern.compile(GuestId.PATTERN);
    private static final Pattern FORMAT = Pattern.compile("(?<signed>1\\.(?<id>" + GuestId.PATTERN
            + ")\\.(?<name>[A-Za-z0-9_-]+))\\.(?<signature>[A-Za-z0-9_-]{43})");

    private final SecretKey key;

    /** Has the key, and signs nothing itself. */
    private final Mac prototype;

    /**
     * Tokens that are signed with a key.
     *
     * @param key at least 32 bytes, the same after a restart and on every node
     * @throws IllegalArgumentException if the key is too short
     */
    public GuestTokens(SecretKey key) {
        if (key.getEncoded().length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException("the key of guest tokens has at least 32 bytes");
        }
        this.key = key;
        this.prototype = signer(key);
    }

    /**
     * Issues the token of a guest.
     *
     * @param guest as {@link GuestNames} gave it
     * @return the token: a secret, for that guest's eyes only
     * @throws IllegalArgumentException if the user is not such a guest
     */
    public String issue(User guest) {
        String id = guest.key().id();
        if (!guest.isGuest() || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("only a guest gets a guest token");
        }
        byte[] name = new GuestName(guest.name()).value().getBytes(UTF_8);
        String signed = "1." + id + "." + base64(name);
        return signed + "." + signature(signed);
    }

    /**
     * Verifies a token that a client offered. Never throws, and takes the same time for every wrong signature.
     *
     * @param token any text
     * @return the guest that it was issued to, or empty where it is not a token of ours
     */
    public Optional<User> verify(String token) {
        if (token.length() > MAX_CHARS) {
            return Optional.empty();
        }
        Matcher parts = FORMAT.matcher(token);
        if (!parts.matches() || !isSigned(parts.group("signed"), parts.group("signature"))) {
            return Optional.empty();
        }
        String name = new String(Base64.getUrlDecoder().decode(parts.group("name")), UTF_8);
        return GuestName.parse(name).map(valid -> User.guest(parts.group("id"), valid.value()));
    }

    private boolean isSigned(String signed, String signature) {
        return MessageDigest.isEqual(signature(signed).getBytes(US_ASCII), signature.getBytes(US_ASCII));
    }

    private String signature(String signed) {
        return base64(signer().doFinal(signed.getBytes(US_ASCII)));
    }

    /** A copy costs less than to look for the algorithm and to take the key in, but not every provider makes copies. */
    private Mac signer() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            return signer(key);
        }
    }

    private static Mac signer(SecretKey key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
