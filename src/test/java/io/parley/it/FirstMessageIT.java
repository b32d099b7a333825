package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.CloseCode;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connections that are opened, and not used: the protocol document, section 7. */
@ExtendWith(ArquillianExtension.class)
class FirstMessageIT {

    @ArquillianResource
    private URI deployed;

    @Deployment(testable = false)
    static WebArchive impatient() {
        return Archives.configured("parley.limits.first-message=PT2S");
    }

    @Test
    void who_joins_and_says_nothing_in_full_mode_is_closed_with_4010() {
        Server server = new Server(deployed);
        try (Client mute = server.full();
                Client member = server.member("hall");
                Client talker = server.member("tom", "yard")) {
            mute.receivesConnected();
            mute.sends("{'type':'ping'}").receives("{'type':'pong'}");

            mute.receives("{'type':'closing','code':4010,'reconnect':true}");
            assertThat(mute.receivesClose().code()).isEqualTo(CloseCode.SILENT.code());
            member.hasNothingMore();
            talker.says("yard", "still here");
        }
    }
}
