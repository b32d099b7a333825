package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.it.backoffice.BackOffice;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A WAR of an application's own that has an {@code /admin}, and Parley's where the README says how to put it. On Payara
 * an application maps its roles, too.
 */
@ExtendWith(ArquillianExtension.class)
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
class MovedAdminIT {

    private static final String HEAD = "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">\n";

    @ArquillianResource
    private URI deployed;

    @Deployment(testable = false)
    static WebArchive application() throws IOException {
        return AdminClient.with(OwnWarIT.application("moved.war"))
                .addPackage(BackOffice.class.getPackage())
                .addAsWebInfResource(new StringAsset(HEAD + fromReadme() + "</web-app>\n"), "web.xml");
    }

    /** What it says to put into {@code web.xml}. */
    private static String fromReadme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int begin = readme.indexOf("```xml\n", readme.indexOf("## Administration")) + "```xml\n".length();
        return readme.substring(begin, readme.indexOf("```", begin));
    }

    @Test
    void both_are_where_they_should_be_and_parleys_is_guarded_there() {
        Server moved = new Server(deployed.resolve("parley/"));
        AdminClient nobody = new AdminClient(moved, Optional.empty());
        AdminClient eve = new AdminClient(moved, Optional.of("eve user"));
        AdminClient admin = AdminClient.of(moved);

        assertThat(Page.text(deployed.resolve("admin/statistics"))).isEqualTo("the back office");
        assertThat(List.of("", "page.js", "statistics", "nothing")).allSatisfy(path -> {
            assertThat(nobody.asks("GET", path).statusCode()).isEqualTo(401);
            assertThat(eve.asks("GET", path).statusCode()).isEqualTo(403);
        });
        assertThat(List.of("", "page.js", "statistics"))
                .allSatisfy(
                        path -> assertThat(admin.asks("GET", path).statusCode()).isEqualTo(200));
        assertThat(admin.asks("POST", "traces?sample=1").statusCode()).isEqualTo(201);
        assertThat(admin.sends(admin.request("drain").POST(java.net.http.HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(403);
    }
}
