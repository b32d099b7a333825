package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.it.backoffice.BackOffice;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
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

    private static final String MOVED = "moved";
    private static final String BARE = "bare";

    @Deployment(name = MOVED, testable = false)
    static WebArchive moved() throws IOException {
        return application(MOVED, fromReadme());
    }

    /** The guard was forgotten. */
    @Deployment(name = BARE, testable = false)
    static WebArchive bare() throws IOException {
        String all = fromReadme();
        return application(BARE, all.substring(0, all.indexOf("<filter-mapping>")));
    }

    private static WebArchive application(String name, String mappings) {
        return AdminClient.with(OwnWarIT.application(name + ".war"))
                .addPackage(BackOffice.class.getPackage())
                .addAsWebInfResource(new StringAsset(HEAD + mappings + "</web-app>\n"), "web.xml");
    }

    /** What it says to put into {@code web.xml}. */
    private static String fromReadme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int begin = readme.indexOf("```xml\n", readme.indexOf("## Administration")) + "```xml\n".length();
        return readme.substring(begin, readme.indexOf("```", begin));
    }

    @Test
    void both_are_where_they_should_be_and_parleys_is_guarded_there(
            @ArquillianResource @OperateOnDeployment(MOVED) URI deployed) {
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
        assertThat(admin.sends(admin.request("drain").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void without_its_guard_it_still_lets_in_administrators_alone_and_no_change_of_a_foreign_page(
            @ArquillianResource @OperateOnDeployment(BARE) URI deployed) {
        Server bare = new Server(deployed.resolve("parley/"));
        AdminClient admin = AdminClient.of(bare);

        for (AdminClient other :
                List.of(new AdminClient(bare, Optional.empty()), new AdminClient(bare, Optional.of("eve user")))) {
            assertThat(other.asks("GET", "statistics").statusCode()).isEqualTo(403);
            assertThat(other.asks("POST", "traces?sample=1").statusCode()).isEqualTo(403);
        }
        assertThat(admin.asks("GET", "statistics").statusCode()).isEqualTo(200);
        assertThat(admin.sends(admin.request("traces?sample=1").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(403);
        assertThat(admin.asks("POST", "traces?sample=1").statusCode()).isEqualTo(201);
    }
}
