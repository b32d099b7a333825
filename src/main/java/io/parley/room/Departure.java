package io.parley.room;

/** How a member goes. The protocol document, section 5, point 5. */
public enum Departure {
    /** It is done: its user has left at once. */
    LEFT,
    /** It was dropped: its user may come back within the grace, as if nothing had been. */
    DROPPED
}
