package io.parley.frame;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A frame breaks a rule: the connection is to be closed with this code and this reason (RFC 6455, section 7.1.7).
 * Without a stack trace, and never changed, so that one that is made beforehand serves for ever: a peer that breaks
 * rules costs no memory. Any thread may hold it.
 */
public final class FrameViolationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final Map<Rule, FrameViolationException> ALL = Arrays.stream(Rule.values())
            .collect(Collectors.toUnmodifiableMap(
                    Function.identity(), rule -> new FrameViolationException(rule, rule.closeCode(), rule.reason())));

    private final Rule rule;
    private final int closeCode;
    private final String reason;

    FrameViolationException(Rule rule, int closeCode, String reason) {
        super(reason + " (" + rule.section() + ")", null, false, false);
        this.rule = rule;
        this.closeCode = closeCode;
        this.reason = reason;
    }

    /**
     * An application's own refusal.
     *
     * @param closeCode any close code of the protocol's; another is sent as 1008
     * @param reason what the peer is told, cut to what a close frame holds
     */
    public FrameViolationException(int closeCode, String reason) {
        this(Rule.APPLICATION, closeCode, reason);
    }

    static FrameViolationException of(Rule rule) {
        return Objects.requireNonNull(ALL.get(rule));
    }

    /**
     * What was broken.
     *
     * @return never null
     */
    public Rule rule() {
        return rule;
    }

    /**
     * What the connection is closed with.
     *
     * @return the rule's, unless the application has chosen
     */
    public int closeCode() {
        return closeCode;
    }

    /**
     * What the peer is told.
     *
     * @return a few words
     */
    public String reason() {
        return reason;
    }
}
