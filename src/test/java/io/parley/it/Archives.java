package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.parley.it.login.LoginFilter;
import java.net.URI;
import org.assertj.core.util.Throwables;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR, made ready for what a test shows. */
final class Archives {

    private static final String CONFIGURATION = "META-INF/microprofile-config.properties";

    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                <filter>
                    <filter-name>login</filter-name>
                    <filter-class>%s</filter-class>
                    <async-supported>true</async-supported>
                </filter>
                <filter-mapping>
                    <filter-name>login</filter-name>
                    <url-pattern>/*</url-pattern>
                </filter-mapping>
            </web-app>
            """;

    private static final String NEVER_LATE = "parley.overload.delay=PT0S\n";

    private Archives() {}

    /**
     * The WAR with settings of its own, each a line {@code name=value}. A machine that pauses is no busy server, unless
     * a test says so.
     */
    static WebArchive configured(String... settings) {
        String lines = NEVER_LATE + String.join("\n", settings);
        return Server.war().addAsResource(new StringAsset(lines), CONFIGURATION);
    }

    /** The same under a name, which is its context path, too. */
    static WebArchive named(String name, String... settings) {
        return ShrinkWrap.create(WebArchive.class, name + ".war").merge(configured(settings));
    }

    /** The same with an application in front that takes everybody for who they say they are: {@code ?as=ann}. */
    static WebArchive withLogin(WebArchive archive) {
        return archive.addPackage(LoginFilter.class.getPackage())
                .setWebXML(new StringAsset(WEB_XML.formatted(LoginFilter.class.getName())));
    }

    /** What an administrator is told of a deployment that fails. */
    static String failureOf(Deployer deployer, String deployment) {
        Throwable failure = catchThrowable(() -> deployer.deploy(deployment));
        if (failure == null) {
            deployer.undeploy(deployment);
        }
        assertThat(failure).as("the deployment").isNotNull();
        // WildFly reports in a notation that escapes quotes
        return Throwables.getStackTrace(failure).replace("\\\"", "\"");
    }

    /** Where an archive with that name is served, for tests that deploy it themselves. */
    static Server server(String name) {
        return new Server(URI.create("http://127.0.0.1:" + System.getProperty("it.http.port") + "/" + name + "/"));
    }
}
