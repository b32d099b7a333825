package io.parley.cdi;

import io.parley.config.InvalidSettingsException;
import io.parley.config.Settings;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import org.jspecify.annotations.Nullable;

/** Reads the settings while the deployment is validated, so that a wrong one fails it (Jakarta CDI, section 24.5). */
public class ParleyExtension implements Extension {

    private @Nullable Settings settings;

    /** Made by the container. */
    public ParleyExtension() {}

    void validate(@Observes AfterDeploymentValidation validation) {
        try {
            settings = Settings.read(SettingSources.here());
        } catch (InvalidSettingsException e) {
            validation.addDeploymentProblem(e);
        }
    }

    Settings settings() {
        if (settings == null) {
            throw new IllegalStateException("the settings are read when the deployment is validated");
        }
        return settings;
    }
}
