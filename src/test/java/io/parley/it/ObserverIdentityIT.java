package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.it.identity.Callers;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Observers are called on nobody's behalf, whoever caused what they are told of. Each test deploys anew, so that its
 * first request, which somebody makes, is the application's first.
 */
@ExtendWith(ArquillianExtension.class)
class ObserverIdentityIT {

    private static final String NAME = "identity";
    /** WildFly's, for the domain of {@code wildfly-it.yaml}. */
    private static final String JBOSS_WEB_XML = """
            <jboss-web>
                <security-domain>parley-it</security-domain>
            </jboss-web>
            """;

    @ArquillianResource
    private Deployer deployer;

    private final Server server = Archives.server(NAME);

    @Deployment(name = NAME, managed = false, testable = false)
    static WebArchive application() {
        return Archives.named(NAME)
                .addPackage(Callers.class.getPackage())
                .addAsWebInfResource(new StringAsset(JBOSS_WEB_XML), "jboss-web.xml");
    }

    @BeforeEach
    void deploy() {
        deployer.deploy(NAME);
    }

    @AfterEach
    void undeploy() {
        server.close();
        deployer.undeploy(NAME);
    }

    @Test
    void what_a_user_publishes_is_observed_on_nobodys_behalf() {
        assertThat(asks("publish?text=one&as=ann")).isEqualTo("ann");
        assertThat(asks("publish?text=two&as=bob")).isEqualTo("bob");
        assertThat(asks("publish?text=three")).isEqualTo("nobody");

        hears("posted one on behalf of nobody");
        hears("posted two on behalf of nobody");
        hears("posted three on behalf of nobody");
    }

    @Test
    void what_a_user_does_on_a_connection_is_observed_on_nobodys_behalf() {
        Client ann = server.client("chat?as=ann", Server.FULL);
        ann.receives("{'type':'connected','user':'ann'}");
        hears("opened on behalf of nobody");
        hears("identified ann on behalf of nobody");

        ann.joins("callers");
        hears("joined ann on behalf of nobody");
        ann.says("callers", "hello");
        hears("posted hello on behalf of nobody");
        ann.sends("{'type':'leave','room':'callers'}");
        hears("left ann on behalf of nobody");

        ann.closes(1000);
        hears("closed on behalf of nobody");
    }

    @Test
    void observers_find_the_classes_and_the_names_of_the_application() {
        assertThat(asks("publish?text=surroundings%3F&as=ann")).isEqualTo("ann");

        hears("class loader true, names true");
    }

    private void hears(String line) {
        assertThat(asks("next")).isEqualTo(line);
    }

    private String asks(String question) {
        return Page.text(server.page("callers/" + question));
    }
}
