package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.it.wrong.NewsEndpoint;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What could not work is refused when it is deployed, and the error says what to do instead. */
@ExtendWith(ArquillianExtension.class)
class WrongDeploymentIT {

    private static final String MISTAKEN = "mistaken";
    private static final String EXCLUDING = "excluding";
    private static final String HOMELESS = "homeless";
    private static final String FOREIGN = "foreign";
    private static final String WRONG = "io.parley.it.wrong.";

    private static final boolean IS_PAYARA = "payara".equals(System.getProperty("arquillian.launch"));
    private static final String TRANSPORT = IS_PAYARA ? "tyrus" : "undertow";
    private static final String FOREIGN_TRANSPORT = IS_PAYARA ? "undertow" : "tyrus";

    private static final String BEANS_XML = """
            <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated">
                <scan><exclude name="io.parley.endpoint.NamedRoomEndpoint"/></scan>
            </beans>
            """;

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = MISTAKEN, managed = false, testable = false)
    static WebArchive mistaken() {
        return Archives.named(MISTAKEN).addPackage(NewsEndpoint.class.getPackage());
    }

    @Deployment(name = EXCLUDING, managed = false, testable = false)
    static WebArchive excluding() {
        WebArchive archive = Archives.named(EXCLUDING);
        archive.delete("WEB-INF/classes/META-INF/beans.xml");
        return archive.addAsWebInfResource(new StringAsset(BEANS_XML), "beans.xml");
    }

    @Deployment(name = HOMELESS, managed = false, testable = false)
    static WebArchive homeless() {
        return Archives.named(HOMELESS, "parley.log=jdbc", "parley.log.datasource=jdbc/Nowhere");
    }

    @Deployment(name = FOREIGN, managed = false, testable = false)
    static WebArchive foreign() {
        return Archives.named(FOREIGN, "parley.transport=" + FOREIGN_TRANSPORT);
    }

    @Test
    void the_transport_of_another_server_is_refused_and_that_of_this_one_named() {
        assertThat(Archives.failureOf(deployer, FOREIGN))
                .contains("parley.transport is " + FOREIGN_TRANSPORT + ", but what this server has is " + TRANSPORT
                        + ": leave it out, or set it to that or to portable");
    }

    @Test
    void a_data_source_that_is_not_there_is_named_with_the_setting() {
        assertThat(Archives.failureOf(deployer, HOMELESS))
                .contains("the server has no data source jdbc/Nowhere: set parley.log.datasource to the name of one")
                .contains("or parley.log=memory to do without");
    }

    @Test
    void all_mistakes_of_an_application_are_named_with_what_to_do_instead() {
        assertThat(Archives.failureOf(deployer, MISTAKEN))
                .contains(WRONG + "NewsEndpoint is an endpoint at /chat/news", "give it a path elsewhere")
                .contains(WRONG + "AsyncObserver observes Posted and would never be told")
                .contains("observe with @Observes instead of @ObservesAsync")
                .contains(WRONG + "QualifiedObserver observes Joined and would never be told")
                .contains(WRONG + "RequestObserver observes ConnectionClosed and would never be told")
                .contains(WRONG + "RoomBeanOfConnections observes ConnectionOpened and would never be told:"
                        + " @RoomScoped is not active where ConnectionOpened is")
                .contains(WRONG + "RoomBeanOfConnections is @RoomScoped and injects a Connection")
                .contains(WRONG + "ConnectionBeanOfRooms observes Left and would never be told:"
                        + " @ConnectionScoped is not active where Left is")
                .contains(WRONG + "ConnectionBeanOfRooms is @ConnectionScoped and injects a Room");
    }

    @Test
    void parleys_own_endpoints_have_to_be_there() {
        assertThat(Archives.failureOf(deployer, EXCLUDING))
                .contains("io.parley.endpoint.NamedRoomEndpoint is not among the beans")
                .doesNotContain("DefaultRoomEndpoint is not");
    }
}
