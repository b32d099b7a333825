package io.parley.frame;

/** Which numbers may stand in a close frame (RFC 6455, section 7.4, and the registry that section 11.7 opened). */
final class CloseCodes {

    /** What a close frame without a code counts as; it is never sent (RFC 6455, section 7.1.5). */
    static final int NONE = 1005;

    private CloseCodes() {}

    /**
     * Judges a code as it came, or before it is sent.
     *
     * @throws FrameViolationException if nobody may send it
     */
    static void check(int code) {
        switch (code) {
            // RFC 6455, section 7.4.1: one without a meaning yet, and three that say what was not sent
            case 1004, NONE, 1006, 1015 -> throw Rule.CLOSE_CODE_SENDABLE.violation();
            default -> {
                // RFC 6455, section 7.4.2: what is registered, and the ranges for libraries and applications
                boolean registered = code >= 1000 && code <= 1014;
                boolean theirs = code >= 3000 && code <= 4999;
                if (!registered && !theirs) {
                    throw Rule.CLOSE_CODE_IN_RANGE.violation();
                }
            }
        }
    }
}
