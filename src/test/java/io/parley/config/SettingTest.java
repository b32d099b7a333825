package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingTest {

    @ParameterizedTest
    @EnumSource(Setting.class)
    void everySettingIsNamedAndExplained(Setting setting) {
        assertThat(setting.key()).matches("parley(\\.[a-z]+(-[a-z]+)*)+");
        assertThat(setting.defaultText()).isNotBlank();
        assertThat(setting.what()).isNotBlank();
        assertThat(setting.unit().words()).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void aSettingsConstantIsCalledLikeIt(Setting setting) {
        assertThat("PARLEY_" + setting.name())
                .isEqualTo(setting.key().replaceAll("[.-]", "_").toUpperCase(Locale.ROOT));
    }

    @ParameterizedTest
    @EnumSource(
            value = Setting.class,
            names = {"DATA_DIR", "LOG_DATASOURCE", "ORIGINS", "PROXIES"},
            mode = EnumSource.Mode.EXCLUDE)
    void aDefaultIsAValueThatMayBeWritten(Setting setting) {
        FakeSource written = new FakeSource().with(setting, setting.defaultText());

        assertThat(Settings.read(written)).isEqualTo(Settings.read(new FakeSource()));
    }
}
