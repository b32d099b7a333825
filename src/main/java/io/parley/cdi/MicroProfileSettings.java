package io.parley.cdi;

import io.parley.config.SettingSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** MicroProfile Config. Loaded only where the server has it. */
final class MicroProfileSettings implements SettingSource {

    private final Config config = ConfigProvider.getConfig();

    @Override
    public Optional<String> value(String name) {
        return config.getOptionalValue(name, String.class);
    }

    @Override
    public Set<String> names() {
        Set<String> names = new HashSet<>();
        config.getPropertyNames().forEach(names::add);
        return names;
    }

    @Override
    public String name() {
        return "MicroProfile Config";
    }
}
