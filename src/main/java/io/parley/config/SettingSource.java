package io.parley.config;

import java.util.Optional;
import java.util.Set;

/** Port: where the settings come from. Read by one thread, at the start. */
public interface SettingSource {

    /**
     * Looks a setting up.
     *
     * @param setting its name, such as {@code parley.outbox.bytes}
     * @return its text as it was written, or empty where it is not set
     */
    Optional<String> value(String setting);

    /**
     * The names of settings that are set: of those whose names are not fixed, as far as this source can tell.
     *
     * @return such as {@code parley.rooms.game-*.log}
     */
    Set<String> names();

    /**
     * What people call this source.
     *
     * @return a few words, for messages
     */
    String name();
}
