package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.client.PublicationWriter;
import org.junit.jupiter.api.Test;

/** The client stands alone, and knows by itself what it has in common with the chat. */
class ClientSettingsTest {

    @Test
    void the_client_holds_publications_to_the_same_bound() {
        assertThat(PublicationWriter.WAITING).isEqualTo(Setting.PUBLICATIONS_WAITING.key());
        assertThat(PublicationWriter.DEFAULT_WAITING)
                .isEqualTo(Integer.parseInt(Setting.PUBLICATIONS_WAITING.defaultText()));
    }
}
