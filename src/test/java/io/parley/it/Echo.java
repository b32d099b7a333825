package io.parley.it;

import io.parley.it.echo.EchoEndpoint;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR with an endpoint that sends back what comes ({@code io.parley.it.echo}). */
final class Echo {

    static final String PATH = "echo";

    /** Tyrus, the WebSocket layer of Payara, takes no frame that is longer than this, 4 MiB by default. */
    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                <context-param>
                    <param-name>org.glassfish.tyrus.servlet.incoming-buffer-size</param-name>
                    <param-value>%d</param-value>
                </context-param>
            </web-app>
            """;

    private static final int HEADER_BYTES = 14;

    private Echo() {}

    static WebArchive war() {
        return Server.war()
                .addPackage(EchoEndpoint.class.getPackage())
                .setWebXML(new StringAsset(WEB_XML.formatted(EchoEndpoint.MESSAGE_BYTES + HEADER_BYTES)));
    }
}
