package io.parley.log;

import io.parley.protocol.RoomName;

/** How long entries are kept, by room. Any thread may ask. */
@FunctionalInterface
public interface RetentionRules {

    /** Everything, for ever, in all rooms. */
    RetentionRules FOREVER = new RetentionRules() {
        @Override
        public Retention of(RoomName room) {
            return Retention.FOREVER;
        }

        @Override
        public boolean keepAll() {
            return true;
        }
    };

    /**
     * The bounds of one room.
     *
     * @param room which
     * @return always the same for it
     */
    Retention of(RoomName room);

    /**
     * Whether nothing is ever taken away of any room, so that nobody has to look at all of them.
     *
     * @return false where that is not known
     */
    default boolean keepAll() {
        return false;
    }
}
