package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedOriginsTest {

    private static final Origin OWN = new Origin("https://chat.example.org");
    private static final Origin PARTNER = new Origin("https://partner.example");
    private static final Origin STRANGER = new Origin("https://stranger.example");

    @Test
    void theDefaultAllowsTheServersOwnOriginOnly() {
        assertThat(AllowedOrigins.SAME.allows(OWN, OWN)).isTrue();
        assertThat(AllowedOrigins.SAME.allows(STRANGER, OWN)).isFalse();
        assertThat(AllowedOrigins.SAME.allows(Origin.NULL, OWN)).isFalse();
        assertThat(AllowedOrigins.SAME.allows(Origin.NULL, Origin.NULL)).isFalse();
    }

    @Test
    void aListAllowsWhatIsOnItAndNothingElse() {
        AllowedOrigins listed = parsed("https://partner.example , http://other.example:8080");

        assertThat(listed.allows(PARTNER, OWN)).isTrue();
        assertThat(listed.allows(new Origin("http://other.example:8080"), OWN)).isTrue();
        assertThat(listed.allows(OWN, OWN)).isFalse();
        assertThat(listed.allows(STRANGER, OWN)).isFalse();
        assertThat(listed.allows(Origin.NULL, OWN)).isFalse();
    }

    @Test
    void aStarAllowsAllButNull() {
        assertThat(parsed("*").allows(STRANGER, OWN)).isTrue();
        assertThat(parsed("*").allows(OWN, OWN)).isTrue();
        assertThat(parsed("*").allows(Origin.NULL, OWN)).isFalse();
    }

    @Test
    void nullIsAllowedWhereItIsListed() {
        assertThat(parsed("null").allows(Origin.NULL, OWN)).isTrue();
        assertThat(parsed("null").allows(STRANGER, OWN)).isFalse();
        assertThat(parsed("*, null").allows(Origin.NULL, OWN)).isTrue();
        assertThat(parsed("*, null").allows(STRANGER, OWN)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "https://partner.example,",
                "https://partner.example,,null",
                "https://partner.example https://other.example",
                "https://partner.example/",
                "https://*.example",
                "partner.example",
                "**"
            })
    void aListWithAnythingElseIsNone(String text) {
        assertThat(AllowedOrigins.parse(text)).isEmpty();
    }

    private static AllowedOrigins parsed(String text) {
        return AllowedOrigins.parse(text).orElseThrow();
    }
}
