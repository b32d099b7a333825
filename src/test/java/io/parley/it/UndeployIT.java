package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the clients of an application see when it is undeployed: {@code src/docs/decisions/farewell.md}. */
@ExtendWith(ArquillianExtension.class)
class UndeployIT {

    private static final String LEAVING = "leaving";

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = LEAVING, managed = false, testable = false)
    static WebArchive leaving() {
        return Archives.named(LEAVING, "parley.drain.pace=20");
    }

    @Test
    void everybody_is_told_before_the_container_closes_the_connections() {
        deployer.deploy(LEAVING);
        try (Server server = Archives.server(LEAVING)) {
            List<Client> clients =
                    Stream.generate(() -> server.member("tea")).limit(10).toList();

            deployer.undeploy(LEAVING);

            // More than one turn at this pace: the container waits for the timer, too
            assertThat(clients).allSatisfy(client -> {
                JsonObject closing = client.waitsFor("{'type':'closing','code':1012,'reconnect':true}");
                assertThat(closing.getInt("retryAfterMs")).isPositive();
                assertThat(client.receivesClose().code()).isEqualTo(1012);
            });
        }
    }

    @Test
    void a_deployment_after_an_undeployment_lets_everybody_in() {
        for (int i = 0; i < 2; i++) {
            deployer.deploy(LEAVING);
            try (Server server = Archives.server(LEAVING)) {
                server.member("tea").says("tea", "Milk?");
            } finally {
                deployer.undeploy(LEAVING);
            }
        }
    }
}
