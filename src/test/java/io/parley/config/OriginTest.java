package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://chat.example.org",
                "http://localhost:8080",
                "http://127.0.0.1:65535",
                "http://[::1]:8080",
                "https://xn--bcher-kva.example",
                "chrome-extension://abcdefgh",
                "http://my_host",
                "null"
            })
    void aSchemeAHostAndPerhapsAPortMakeAnOrigin_Rfc6454Section62(String text) {
        assertThat(Origin.parse(text))
                .hasValueSatisfying(origin -> assertThat(origin).hasToString(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "*",
                "NULL",
                "example.org",
                "//example.org",
                "https:example.org",
                "https://",
                "https://example.org/",
                "https://example.org/chat",
                "https://example.org?x",
                "https://example.org#x",
                "https://ada@example.org",
                "https://*.example.org",
                "https://example.org:",
                "https://example.org:0",
                "https://example.org:65536",
                "https://example.org:123456",
                "https://example.org:80a",
                "https://[::1",
                "https://b\u00FCcher.example",
                "1http://example.org",
                "https://a https://b",
                " https://example.org"
            })
    void anythingElseIsNoOrigin(String text) {
        assertThat(Origin.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new Origin(text));
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS://Chat.Example.ORG, https://chat.example.org",
        "https://example.org:443, https://example.org",
        "http://example.org:80, http://example.org",
        "http://example.org:0080, http://example.org",
        "http://[2001:DB8::1]:80, http://[2001:db8::1]"
    })
    void equalOriginsAreEqualHoweverWritten_Rfc6454Section5(String one, String other) {
        assertThat(new Origin(one)).isEqualTo(new Origin(other)).hasToString(other);
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.org, https://example.org",
        "https://example.org, https://www.example.org",
        "https://example.org, https://example.org:8443",
        "http://example.org:443, http://example.org",
        "https://example.org:80, https://example.org"
    })
    void schemeHostAndPortAllCount(String one, String other) {
        assertThat(new Origin(one)).isNotEqualTo(new Origin(other));
    }

    @Test
    void nullIsNull() {
        assertThat(Origin.parse("null")).contains(Origin.NULL);
        assertThat(Origin.NULL.isNull()).isTrue();
        assertThat(new Origin("https://null").isNull()).isFalse();
    }
}
