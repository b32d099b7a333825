package io.parley.it;

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
}
