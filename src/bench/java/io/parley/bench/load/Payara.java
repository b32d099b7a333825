package io.parley.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** On the ports that its domain names, as the build has set it up. */
final class Payara implements Container {

    static final String NAME = "payara";

    private static final String DOMAIN = "domain1";

    /** Of connections on which something has come: when many close at once, what is more than that is lost. */
    private static final String MOST_EVENTS = "max-queue-size=\"4096\"";

    private static final String MORE_EVENTS = "max-queue-size=\"65536\"";

    private final Options options;
    private final Path home;
    private final Path domains;
    private final int port;
    private final int adminPort;

    Payara(Options options, Path home, Path base) throws IOException {
        if (options.ioThreads() > 0) {
            throw new IllegalArgumentException("parley.bench.io-threads is for WildFly");
        }
        this.options = options;
        this.home = home.resolve("glassfish");
        this.domains = base.toAbsolutePath();
        Shell.copy(this.home.resolve("domains").resolve(DOMAIN), domains.resolve(DOMAIN));
        Path configuration = domains.resolve(DOMAIN).resolve("config/domain.xml");
        String set = Files.readString(configuration);
        this.port = port(set, "http-listener-1");
        this.adminPort = port(set, "admin-listener");
        Files.writeString(configuration, set.replace(MOST_EVENTS, MORE_EVENTS));
    }

    private static int port(String configuration, String listener) throws IOException {
        Matcher found = Pattern.compile("address=\"127\\.0\\.0\\.1\" port=\"(\\d+)\" protocol=\"" + listener + "\"")
                .matcher(configuration);
        if (!found.find()) {
            throw new IOException("no " + listener + " of the loopback interface");
        }
        return Integer.parseInt(found.group(1));
    }

    /** What its starter would run, which would leave it alone then. */
    @Override
    public List<String> starting() throws IOException {
        List<String> starter = asadmin("start-domain", "--dry-run", "--domaindir", domains.toString(), DOMAIN);
        List<String> command = new ArrayList<>(Shell.run(starter)
                .lines()
                .dropWhile(line -> !line.endsWith("/java"))
                .takeWhile(line -> !line.isBlank())
                .map(line -> line.startsWith("-Xmx") ? "-Xmx" + options.heapMib() + "m" : line)
                .toList());
        command.addAll(1, options.serverSettings());
        return command;
    }

    private List<String> asadmin(String... command) {
        List<String> whole = new ArrayList<>(List.of(
                options.javaHome().resolve("bin/java").toString(),
                "-jar",
                home.resolve("lib/client/appserver-cli.jar").toString()));
        whole.addAll(List.of(command));
        return whole;
    }

    @Override
    public String started() {
        return "startup time";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public List<String> deploying(Path war) {
        return asadmin(
                "--port",
                Integer.toString(adminPort),
                "deploy",
                war.toAbsolutePath().toString());
    }
}
