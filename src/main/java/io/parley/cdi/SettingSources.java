package io.parley.cdi;

import io.parley.config.SettingSource;
import io.parley.config.SystemSettings;

/** Finds where settings come from here: MicroProfile Config where the server has it, else system and environment. */
final class SettingSources {

    private static final String MICROPROFILE = "org.eclipse.microprofile.config.ConfigProvider";

    private SettingSources() {}

    static SettingSource here() {
        return hasMicroProfile() ? new MicroProfileSettings() : SystemSettings.ofThisProcess();
    }

    private static boolean hasMicroProfile() {
        try {
            Class.forName(MICROPROFILE, false, SettingSources.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
