package io.parley.session;

/** Where an outbox stands between its beginning and its end. */
enum OutboxState {
    OPEN,
    FINISHING,
    FINISHED,
    OVERFLOWED,
    FAILED,
    ENDED;

    boolean isOver() {
        return this != OPEN && this != FINISHING;
    }
}
