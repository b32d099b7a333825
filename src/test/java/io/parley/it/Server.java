package io.parley.it;

import java.io.File;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The deployed chat, as seen from outside. */
record Server(URI deployed) {

    /** The WAR as it was built. */
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/parley.war"));
    }

    /** A guest that knows nothing of Parley. */
    Client plain() {
        return Client.connect(socket("chat"));
    }

    /** A guest in full mode. */
    Client full(String name) {
        return Client.connect(socket("chat?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8)), "parley.v1");
    }

    /** The address of a WebSocket below the context path. */
    URI socket(String path) {
        return URI.create(deployed.toString().replaceFirst("^http", "ws")).resolve(path);
    }

    /** The address of a page below the context path. */
    URI page(String path) {
        return deployed.resolve(path);
    }
}
