package io.parley.config;

/** Which connection goes when a user has more than one may have. */
public enum UserLimit {
    /** The oldest one is closed. */
    OLDEST,
    /** The newest one is refused. */
    NEWEST
}
