package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where no security is configured, nobody is an administrator. */
@ExtendWith(ArquillianExtension.class)
class ClosedAdminIT {

    @ArquillianResource
    private URI deployed;

    @Deployment(testable = false)
    static WebArchive parley() {
        return Server.war();
    }

    @Test
    void the_interface_is_closed() {
        ServerLog log = new ServerLog();
        AdminClient anybody = new AdminClient(new Server(deployed), Optional.of(AdminClient.ADMIN));

        assertThat(List.of("", "connections", "traces", "statistics")).allSatisfy(path -> {
            HttpResponse<String> response = anybody.asks("GET", path);
            assertThat(response.statusCode()).isIn(401, 403);
            assertThat(response.body()).doesNotContain("Exception", "\tat ");
        });
        assertThat(log.trouble()).isEmpty();
    }
}
