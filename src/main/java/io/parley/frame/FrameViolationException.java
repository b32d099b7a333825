package io.parley.frame;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A frame breaks a rule: the connection is to be closed with the {@linkplain Rule#closeCode() code} and the
 * {@linkplain Rule#reason() reason} of that rule (RFC 6455, section 7.1.7). There is one for each rule, made
 * beforehand, without a stack trace, and never changed: a peer that breaks rules costs no memory. Any thread may hold
 * it.
 */
public final class FrameViolationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final Map<Rule, FrameViolationException> ALL = Arrays.stream(Rule.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), FrameViolationException::new));

    private final Rule rule;

    private FrameViolationException(Rule rule) {
        super(rule.reason() + " (" + rule.section() + ")", null, false, false);
        this.rule = rule;
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
}
