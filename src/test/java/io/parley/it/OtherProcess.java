package io.parley.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;

/** A client in a process of its own, which can be killed. */
public final class OtherProcess {

    private OtherProcess() {}

    /** Starts a client in full mode; it stays until it is ended. */
    static Process joins(URI address) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        address.toString())
                .inheritIO()
                .start();
    }

    /**
     * The client: it reads, and does nothing else.
     *
     * @param args the address
     * @throws InterruptedException if it is told to end
     */
    public static void main(String[] args) throws InterruptedException {
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols(Server.FULL)
                .buildAsync(URI.create(args[0]), new WebSocket.Listener() {})
                .join();
        Thread.currentThread().join();
    }
}
