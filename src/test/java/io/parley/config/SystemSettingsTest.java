package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SystemSettingsTest {

    private final Properties properties = new Properties();

    @Test
    void aSystemPropertyIsRead() {
        properties.setProperty("parley.outbox.bytes", "1");

        assertThat(source(Map.of()).value("parley.outbox.bytes")).contains("1");
    }

    @Test
    void theEnvironmentIsReadInUpperCaseWithUnderscores() {
        Map<String, String> environment = Map.of("PARLEY_LIMITS_MESSAGE_BYTES", "2");

        assertThat(source(environment).value("parley.limits.message-bytes")).contains("2");
    }

    @Test
    void aSystemPropertyGoesBeforeTheEnvironment() {
        properties.setProperty("parley.guests", "true");

        assertThat(source(Map.of("PARLEY_GUESTS", "false")).value("parley.guests"))
                .contains("true");
    }

    @Test
    void aBlankSystemPropertyHidesTheEnvironmentToo() {
        properties.setProperty("parley.guests", "");

        assertThat(source(Map.of("PARLEY_GUESTS", "false")).value("parley.guests"))
                .contains("");
    }

    @Test
    void whatIsInNeitherIsUnset() {
        assertThat(source(Map.of("parley.guests", "false")).value("parley.guests"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void everySettingHasAVariableThatAShellCanSet(Setting setting) {
        String variable = setting.key().replaceAll("[^a-z]", "_").toUpperCase(Locale.ROOT);

        assertThat(source(Map.of(variable, "x")).value(setting.key())).contains("x");
    }

    private SystemSettings source(Map<String, String> environment) {
        return new SystemSettings(properties, environment);
    }
}
