package io.parley.frame;

import java.util.Arrays;
import java.util.List;

/**
 * A frame breaks a rule: the connection is to be closed with the {@linkplain Rule#closeCode() code} and the
 * {@linkplain Rule#reason() reason} of that rule (RFC 6455, section 7.1.7). There is one for each rule, made
 * beforehand, without a stack trace, and never changed: a peer that breaks rules costs no memory. Any thread may hold
 * it.
 */
public final class FrameViolationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** In the order of the rules. */
    private static final List<FrameViolationException> ALL =
            Arrays.stream(Rule.values()).map(FrameViolationException::new).toList();

    private final Rule rule;

    private FrameViolationException(Rule rule) {
        super(rule.reason() + " (" + rule.section() + ")", null, false, false);
        this.rule = rule;
    }

    static FrameViolationException of(Rule rule) {
        return ALL.get(rule.ordinal());
    }

    /**
     * What was broken.
     *
     * @return never null
     */
    public Rule rule() {
        return rule;
    }
}
