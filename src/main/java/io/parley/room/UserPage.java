package io.parley.room;

import java.util.List;

/**
 * Some of the users in a room, and how many there are in all, at one moment.
 *
 * @param names sorted by code units; two users may bear the same one
 * @param more whether there are users behind these
 * @param members how many users are in the room
 */
public record UserPage(List<String> names, boolean more, int members) {

    /** Nobody is there. */
    public static final UserPage EMPTY = new UserPage(List.of(), false, 0);
}
