package io.parley.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** On free ports. */
final class WildFly implements Container {

    static final String NAME = "wildfly";

    private static final String WORKER = "<worker name=\"default\"";

    private final Options options;
    private final Path home;
    private final Path base;
    private final int port = freePort();
    private final int adminPort = freePort();

    WildFly(Options options, Path home, Path base) throws IOException {
        this.options = options;
        this.home = home;
        this.base = base;
        Path configuration = base.resolve("configuration");
        Shell.copy(home.resolve("standalone/configuration"), configuration);
        if (options.ioThreads() > 0) {
            setIoThreads(configuration.resolve("standalone.xml"), options.ioThreads());
        }
    }

    private static void setIoThreads(Path configuration, int threads) throws IOException {
        String before = Files.readString(configuration);
        String after = before.replace(WORKER + "/>", WORKER + " io-threads=\"" + threads + "\"/>");
        if (after.equals(before)) {
            throw new IOException("no default worker in " + configuration);
        }
        Files.writeString(configuration, after);
    }

    @Override
    public List<String> starting() {
        List<String> command = modular("-Xmx" + options.heapMib() + "m", "org.jboss.as.standalone");
        // As WildFly's own scripts do; so a collection gives memory back that is not needed
        command.add(1, "-Xms64m");
        // Memory that the heap takes is there at once, not a page at a time for whoever comes first
        command.add(1, "-XX:+AlwaysPreTouch");
        command.addAll(List.of(
                "-Djboss.home.dir=" + home.toAbsolutePath(),
                "-Djboss.server.base.dir=" + base.toAbsolutePath(),
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=" + freePort(),
                "-Djboss.management.http.port=" + adminPort));
        command.addAll(options.serverSettings());
        return command;
    }

    private List<String> modular(String option, String module) {
        return new ArrayList<>(List.of(
                options.javaHome().resolve("bin/java").toString(),
                option,
                "-jar",
                home.resolve("jboss-modules.jar").toString(),
                "-mp",
                home.resolve("modules").toString(),
                module));
    }

    @Override
    public String started() {
        return "WFLYSRV0025";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public List<String> deploying(Path war) {
        List<String> command = modular("-Xmx128m", "org.jboss.as.cli");
        command.addAll(List.of(
                "--connect", "--controller=127.0.0.1:" + adminPort, "--command=deploy " + war.toAbsolutePath()));
        return command;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
