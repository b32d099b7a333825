package io.parley.config;

import java.util.Optional;

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
     * What people call this source.
     *
     * @return a few words, for messages
     */
    String name();
}
