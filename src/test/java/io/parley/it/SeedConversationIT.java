package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The oldest conversation of the protocol document, section 1, with clients that know nothing of Parley. */
@ExtendWith(ArquillianExtension.class)
class SeedConversationIT {

    @ArquillianResource
    private URI deployed;

    @Deployment(testable = false)
    static WebArchive parley() {
        return Server.war();
    }

    @Test
    void two_people_talk() {
        Server server = new Server(deployed);
        try (Client one = server.plain()) {
            one.receives("{'type':'connected','user':'user1'}");
            try (Client two = server.plain()) {
                two.receives("{'type':'connected','user':'user2'}");

                one.sends("{'type':'message','text':'Hello'}");
                one.receives("{'type':'message','text':'Hello','from':'user1'}");
                two.receives("{'type':'message','text':'Hello','from':'user1'}");
                two.sends("{'type':'message','text':'World'}");
                one.receives("{'type':'message','text':'World','from':'user2'}");
                two.receives("{'type':'message','text':'World','from':'user2'}");

                assertThat(one.pings("still there?").receivesPong()).isEqualTo("still there?");
                one.hasNothingMore();
                assertThat(two.closes(1000).code()).isEqualTo(1000);
                assertThat(one.closes(1000).code()).isEqualTo(1000);
            }
        }
    }
}
