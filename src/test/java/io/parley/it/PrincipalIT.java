package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Users that the application has authenticated: where guests are not allowed, they are the only ones. */
@ExtendWith(ArquillianExtension.class)
class PrincipalIT {

    @ArquillianResource
    private URI deployed;

    private Server server;

    @Deployment(testable = false)
    static WebArchive application() {
        return Archives.withLogin(Archives.configured("parley.guests=false"));
    }

    @BeforeEach
    void findServer() {
        server = new Server(deployed);
    }

    @Test
    void a_principal_speaks_in_its_own_name_and_is_no_guest() {
        try (Client ann = Client.connect(server.socket("chat/own?as=ann@example.org&name=duke"), "parley.v1");
                Client bob = Client.connect(server.socket("chat/own?as=bob"))) {
            JsonObject connected = ann.receives("{'type':'connected','user':'ann@example.org'}");
            ann.receives("{'type':'joined','room':'own'}");
            bob.receives("{'type':'connected','user':'bob'}");
            bob.sends("{'type':'message','text':'hello'}");
            JsonObject hello = ann.receives("{'type':'message','from':'bob','text':'hello'}");
            ann.sends("{'type':'message','text':'welcome'}");
            bob.receives("{'type':'message','text':'hello'}");
            JsonObject welcome = bob.receives("{'type':'message','from':'ann@example.org','text':'welcome'}");

            assertThat(connected).as("a principal needs no token").doesNotContainKey("guest");
            assertThat(hello).doesNotContainKey("guest");
            assertThat(welcome).doesNotContainKey("guest");
        }
    }

    @Test
    void the_connections_of_a_principal_are_one_user() {
        try (Client first = member("cid", "one");
                Client second = member("cid", "one");
                Client dora = member("dora", "one")) {
            dora.sends("{'type':'members'}");
            dora.receives("{'type':'members','users':['cid','dora'],'count':2,'more':false}");

            first.sends("{'type':'message','text':'once','id':'k','ref':'1'}");
            second.receives("{'type':'message','text':'once','id':'k'}");
            second.sends("{'type':'message','text':'again','id':'k','ref':'2'}");
            second.receives("{'type':'ack','seq':1,'id':'k','ref':'2','duplicate':true}");

            second.sends("{'type':'leave'}");
            second.receives("{'type':'left','room':'one'}");
            dora.receives("{'type':'message','text':'once'}");
            dora.sends("{'type':'members'}");
            dora.receives("{'type':'members','users':['cid','dora'],'count':2,'more':false}");
        }
    }

    @Test
    void nobody_else_is_let_in_where_guests_are_not_allowed() {
        assertThatThrownBy(() -> Client.connect(server.socket("chat?name=eve")))
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .cause()
                .satisfies(refused -> assertThat(((WebSocketHandshakeException) refused)
                                .getResponse()
                                .statusCode())
                        .isEqualTo(401));
    }

    private Client member(String name, String room) {
        Client client = Client.connect(server.socket("chat/" + room + "?as=" + name), "parley.v1");
        client.receives("{'type':'connected','user':'" + name + "'}");
        client.receives("{'type':'joined','room':'" + room + "'}");
        return client;
    }
}
