package io.parley.frame.trace;

/** How much of what was said a file shows. */
public enum Visibility {
    /** Lengths, and the codes of close frames: every other byte of a payload is an asterisk. */
    REDACTED,
    /** All that was kept: an asterisk stands for each byte that was not. */
    SHOWN
}
