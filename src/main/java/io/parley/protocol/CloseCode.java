package io.parley.protocol;

import java.util.Arrays;
import java.util.Optional;

/**
 * The close codes that Parley sends, what each means, and what a client does then: the one source of the table in the
 * protocol document. RFC 6455, section 7.4; 4000 and above are ours (section 7.4.2): 4000 to 4399 ask for a reconnect,
 * 4400 to 4499 forbid it. 1005, 1006 and 1015 cannot be sent (section 7.4.1) and are not here.
 */
public enum CloseCode {
    /** Either side is done. */
    NORMAL(1000, "normal", Advice.STAY_AWAY),
    /** The container stops or undeploys without warning; the page is left. */
    GOING_AWAY(1001, "going away", Advice.RECONNECT),
    /** A frame breaks RFC 6455. */
    PROTOCOL_ERROR(1002, "protocol error", Advice.STAY_AWAY),
    /** A binary message. */
    UNSUPPORTED_DATA(1003, "unsupported data", Advice.STAY_AWAY),
    /** Text that is not UTF-8. */
    INVALID_DATA(1007, "invalid data", Advice.STAY_AWAY),
    /** The frame policy refuses it. */
    POLICY_VIOLATION(1008, "policy violation", Advice.BACK_OFF),
    /** Over the limit of one message. */
    TOO_BIG(1009, "too big", Advice.STAY_AWAY),
    /** A fault of ours. */
    INTERNAL_ERROR(1011, "internal error", Advice.BACK_OFF),
    /** Drain: shutdown, suspend, redeploy. */
    SERVICE_RESTART(1012, "service restart", Advice.RETRY_AFTER),
    /** Overload. */
    TRY_AGAIN_LATER(1013, "try again later", Advice.RETRY_AFTER),
    /** The credential ran out and was not refreshed in time. */
    CREDENTIAL_EXPIRED(4001, "credential expired", Advice.NEW_CREDENTIAL),
    /** Keep-alive ran out. */
    NO_PONG(4007, "no pong", Advice.RECONNECT),
    /** The outbound bound was passed. */
    SLOW_CONSUMER(4008, "slow consumer", Advice.RECOVER),
    /** Nothing joined or sent within the first-message deadline. */
    SILENT(4010, "silent", Advice.BACK_OFF),
    /** Kept sending over the rate limit. */
    RATE_LIMITED(4029, "rate limited", Advice.BACK_OFF),
    /** Too many faulty commands. */
    BAD_REQUESTS(4400, "bad requests", Advice.STAY_AWAY),
    /** The credential is missing or refused. */
    UNAUTHENTICATED(4401, "unauthenticated", Advice.STAY_AWAY),
    /** Kicked or banned from the server. */
    REMOVED(4403, "removed", Advice.STAY_AWAY),
    /** The user's connection limit was passed; the oldest goes. */
    REPLACED(4409, "replaced", Advice.STAY_AWAY);

    /** What a client does after a close code, in the words of the protocol's table. */
    public enum Advice {
        /** Do not come back by yourself. */
        STAY_AWAY("stay away"),
        /** Come back. */
        RECONNECT("reconnect"),
        /** Come back, each time later. */
        BACK_OFF("reconnect, backing off"),
        /** Come back after the time that {@code closing} gave. */
        RETRY_AFTER("reconnect after `retryAfterMs`"),
        /** Come back with a new credential. */
        NEW_CREDENTIAL("reconnect with a new credential"),
        /** Come back and recover what was missed. */
        RECOVER("reconnect and recover");

        private final String words;

        Advice(String words) {
            this.words = words;
        }

        /**
         * The table's wording.
         *
         * @return a few words
         */
        public String words() {
            return words;
        }
    }

    private final int code;
    private final String label;
    private final Advice advice;

    CloseCode(int code, String label, Advice advice) {
        this.code = code;
        this.label = label;
        this.advice = advice;
    }

    /**
     * The number on the wire.
     *
     * @return 1000 to 4999
     */
    public int code() {
        return code;
    }

    /**
     * The name in the protocol's table.
     *
     * @return a few words
     */
    public String label() {
        return label;
    }

    /**
     * What the client does then.
     *
     * @return never null
     */
    public Advice advice() {
        return advice;
    }

    /**
     * Whether the client comes back by itself.
     *
     * @return false for those that stay away
     */
    public boolean reconnects() {
        return advice != Advice.STAY_AWAY;
    }

    /**
     * Looks a code up.
     *
     * @param code any number
     * @return the catalogue's entry, or empty where Parley has none
     */
    public static Optional<CloseCode> of(int code) {
        return Arrays.stream(values()).filter(c -> c.code == code).findFirst();
    }
}
