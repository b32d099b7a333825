package io.parley.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A kind of server: the build has provisioned one, which is only read, and has a folder for what it writes. */
interface Container {

    /** The command that is the server. */
    List<String> starting() throws IOException;

    /** A part of what it prints once it has started. */
    String started();

    /** Where it listens, on the loopback interface. */
    int port();

    /** The command that deploys a WAR, under its own name, while the server runs. */
    List<String> deploying(Path war);

    /**
     * The one that the options name.
     *
     * @param build the folder of the build
     * @param base gets what the server writes
     */
    static Container of(Options options, Path build, Path base) throws IOException {
        return switch (options.server()) {
            case WildFly.NAME -> new WildFly(options, build.resolve("server"), base);
            case Payara.NAME -> new Payara(options, build.resolve("payara6"), base);
            default -> throw new IllegalArgumentException("no server is called " + options.server());
        };
    }
}
