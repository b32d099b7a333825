package io.parley;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Setting;
import io.parley.protocol.CloseCode;
import io.parley.protocol.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the documents say, held against the code. */
class DocumentsTest {

    private static final Path README = Path.of("README.md");
    private static final Path PROTOCOL = Path.of("src/docs/protocol.md");

    @Test
    void the_readme_lists_the_close_codes_of_the_catalogue() throws IOException {
        List<String> rows = Arrays.stream(CloseCode.values())
                .map(code -> "| " + code.code() + " | " + code.label() + " | "
                        + code.advice().words() + " |")
                .toList();

        assertThat(rows(README, "| [1-4]\\d{3} .*")).isEqualTo(rows);
    }

    @Test
    void the_protocol_lists_the_close_codes_of_the_catalogue() throws IOException {
        List<String> rows = Arrays.stream(CloseCode.values())
                .map(code ->
                        code.code() + "|" + code.label() + "|" + code.advice().words())
                .toList();

        assertThat(rows(PROTOCOL, "| [1-4]\\d{3} .*").stream().map(DocumentsTest::withoutWhen))
                .containsExactlyElementsOf(rows);
    }

    @Test
    void the_readme_lists_the_settings_of_the_catalogue() throws IOException {
        List<String> rows = Arrays.stream(Setting.values())
                .map(setting -> "| `" + setting.key() + "` | " + setting.unit().words() + " | `" + setting.defaultText()
                        + "` | " + setting.what() + " |")
                .toList();

        assertThat(rows(README, "| `parley\\..*")).isEqualTo(rows);
    }

    @Test
    void the_protocol_names_every_error_code() throws IOException {
        String protocol = Files.readString(PROTOCOL);

        assertThat(ErrorCode.values()).allSatisfy(code -> assertThat(protocol).contains('`' + code.wire() + '`'));
    }

    private static List<String> rows(Path document, String pattern) throws IOException {
        String regex = pattern.replaceFirst("^\\|", "\\\\|");
        return Files.readAllLines(document).stream()
                .filter(line -> line.matches(regex))
                .toList();
    }

    private static String withoutWhen(String row) {
        String[] cells = row.split(" *\\| *", -1);
        return cells[1] + "|" + cells[2] + "|" + cells[4];
    }
}
