package io.parley.config;

import java.util.List;

/** Settings are wrong, and the deployment fails. The message lists all that is wrong, one problem a line. */
public final class InvalidSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    /**
     * Wrong settings.
     *
     * @param source where they come from
     * @param problems each names the setting, its value, and what is allowed; at least one
     */
    public InvalidSettingsException(String source, List<String> problems) {
        super("Invalid settings (" + source + "):" + System.lineSeparator()
                + String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * All that is wrong.
     *
     * @return one sentence for each wrong setting
     */
    public List<String> problems() {
        return problems;
    }
}
