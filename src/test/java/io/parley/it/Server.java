package io.parley.it;

import java.io.File;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The deployed chat, as seen from outside. Closing it drops the clients that it made. May be used by any thread. */
final class Server implements AutoCloseable {

    /** The subprotocol of full mode. */
    static final String FULL = "parley.v1";

    private final URI deployed;
    private final Queue<Client> clients = new ConcurrentLinkedQueue<>();

    Server(URI deployed) {
        this.deployed = deployed;
    }

    /** The WAR as it was built. */
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/parley.war"));
    }

    /** A guest that knows nothing of Parley. */
    Client plain() {
        return client("chat");
    }

    /** A guest in full mode that asks for no name. */
    Client full() {
        return client("chat", FULL);
    }

    /** A guest in full mode that asks for a name. */
    Client full(String name) {
        return client("chat" + named(name), FULL);
    }

    /** A guest in full mode that asks for no name, and is in a room. */
    Client member(String room) {
        return joined(full(), room);
    }

    /** A guest in full mode that has asked for a name, and is in a room. */
    Client member(String name, String room) {
        return joined(full(name), room);
    }

    private static Client joined(Client client, String room) {
        client.receivesConnected();
        client.joins(room);
        return client;
    }

    /** A guest in full mode that offers the token of an earlier connection. */
    Client returning(String token) {
        return client("chat", FULL, "parley.guest." + token);
    }

    /** A client at an address below the context path. */
    Client client(String path, String... protocols) {
        Client client = Client.connect(socket(path), protocols);
        clients.add(client);
        return client;
    }

    /** A query that asks for a name. */
    static String named(String name) {
        return "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The address of a WebSocket below the context path. */
    URI socket(String path) {
        return URI.create(deployed.toString().replaceFirst("^http", "ws")).resolve(path);
    }

    /** The address of a page below the context path. */
    URI page(String path) {
        return deployed.resolve(path);
    }

    @Override
    public void close() {
        clients.forEach(Client::close);
    }
}
