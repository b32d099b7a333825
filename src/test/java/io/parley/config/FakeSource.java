package io.parley.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings by hand. */
final class FakeSource implements SettingSource {

    private final Map<String, String> values = new HashMap<>();

    FakeSource with(Setting setting, String value) {
        values.put(setting.key(), value);
        return this;
    }

    @Override
    public Optional<String> value(String setting) {
        return Optional.ofNullable(values.get(setting));
    }

    FakeSource with(String name, String value) {
        values.put(name, value);
        return this;
    }

    @Override
    public Set<String> names() {
        return values.keySet();
    }

    @Override
    public String name() {
        return "by hand";
    }
}
