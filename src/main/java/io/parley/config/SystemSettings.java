package io.parley.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * Settings from the system properties and, for those that are not there, from the environment, where
 * {@code parley.outbox.bytes} is called {@code PARLEY_OUTBOX_BYTES}: in upper case, with {@code _} for {@code .} and
 * {@code -}.
 */
public final class SystemSettings implements SettingSource {

    private final Properties properties;
    private final Map<String, String> environment;

    /**
     * Settings from given places.
     *
     * @param properties the system properties
     * @param environment the environment's variables
     */
    public SystemSettings(Properties properties, Map<String, String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    /**
     * Those of this process.
     *
     * @return the source
     */
    public static SystemSettings ofThisProcess() {
        return new SystemSettings(System.getProperties(), System.getenv());
    }

    @Override
    public Optional<String> value(String setting) {
        return Optional.ofNullable(properties.getProperty(setting))
                .or(() -> Optional.ofNullable(environment.get(variable(setting))));
    }

    /** Of the environment none, since its names cannot be told back. */
    @Override
    public Set<String> names() {
        return properties.stringPropertyNames();
    }

    @Override
    public String name() {
        return "system properties and environment";
    }

    private static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
