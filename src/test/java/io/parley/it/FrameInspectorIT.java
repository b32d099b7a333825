package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.it.doorman.NoNovels;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application looks at frames itself. */
@ExtendWith(ArquillianExtension.class)
class FrameInspectorIT {

    @ArquillianResource
    private URI deployed;

    private Server server;

    @Deployment(testable = false)
    static WebArchive parley() {
        return Archives.configured().addPackage(NoNovels.class.getPackage());
    }

    @BeforeEach
    void findServer() {
        server = new Server(deployed);
    }

    @Test
    void it_refuses_a_frame_with_a_code_of_its_own_before_the_chat_sees_it() {
        try (RawSocket socket = RawSocket.opened(server.page("chat"))) {
            socket.sendsFrame(true, RawSocket.TEXT, " ".repeat(1001).getBytes(StandardCharsets.UTF_8));

            RawSocket.Frame close = socket.readsClose();
            assertThat(close.closeCode()).isEqualTo(4403);
            assertThat(close.closeReason()).isEqualTo("no novels from 127.0.0.1");
        }
    }

    @Test
    void where_it_fails_nothing_comes_in_and_no_trace_goes_out() {
        try (RawSocket socket = RawSocket.opened(server.page("chat"))) {
            socket.sendsFrame(true, RawSocket.TEXT, "help!".getBytes(StandardCharsets.UTF_8));

            RawSocket.Frame close = socket.readsClose();
            assertThat(close.closeCode()).isEqualTo(1011);
            assertThat(close.closeReason()).isEqualTo("frame could not be inspected");
        }
    }

    @Test
    void what_it_lets_pass_passes() {
        try (Client ann = server.member("ann", "hall")) {
            ann.sends("{'type':'message','text':'a poem'}");
            ann.receives("{'type':'message','from':'ann','text':'a poem'}");
        }
    }
}
