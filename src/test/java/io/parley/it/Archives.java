package io.parley.it;

import java.net.URI;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR, made ready for what a test shows. */
final class Archives {

    private static final String CONFIGURATION = "META-INF/microprofile-config.properties";

    private Archives() {}

    /** The WAR with settings of its own, each a line {@code name=value}. */
    static WebArchive configured(String... settings) {
        return Server.war().addAsResource(new StringAsset(String.join("\n", settings)), CONFIGURATION);
    }

    /** The same under a name, which is its context path, too. */
    static WebArchive named(String name, String... settings) {
        return ShrinkWrap.create(WebArchive.class, name + ".war").merge(configured(settings));
    }

    /** Where an archive with that name is served, for tests that deploy it themselves. */
    static Server server(String name) {
        return new Server(URI.create("http://127.0.0.1:" + System.getProperty("it.http.port") + "/" + name + "/"));
    }
}
