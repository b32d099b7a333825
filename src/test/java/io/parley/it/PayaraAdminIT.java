package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The administrator's interface on Payara as it comes, with users of its file realm as the README makes them. */
@ExtendWith(ArquillianExtension.class)
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "payara")
class PayaraAdminIT {

    @ArquillianResource
    private URI deployed;

    @TempDir
    private Path folder;

    @Deployment(testable = false)
    static WebArchive parley() {
        return Server.war();
    }

    @Test
    void users_of_the_file_realm_with_the_group_get_in_by_http_basic() throws Exception {
        asadmin("create-file-user", "--groups", "parley-admin", "ann");
        asadmin("create-file-user", "--groups", "user", "eve");
        try {
            new BasicLogin(new Server(deployed)).letsInOnly("ann", "eve");
        } finally {
            asadmin("delete-file-user", "ann");
            asadmin("delete-file-user", "eve");
        }
    }

    private void asadmin(String... words) throws IOException, InterruptedException {
        Path passwords = folder.resolve("passwords");
        Files.writeString(passwords, "AS_ADMIN_USERPASSWORD=" + BasicLogin.PASSWORD);
        List<String> command = new ArrayList<>(List.of(
                "sh",
                Path.of(System.getProperty("payara.home"), "bin", "asadmin").toString(),
                "--port",
                System.getProperty("it.admin.port"),
                "--passwordfile",
                passwords.toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
