package io.parley.cdi;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The server's own data folder, for what must survive a restart where no other is configured. */
final class DataFolder {

    private static final String WILDFLY = "jboss.server.data.dir";
    private static final String PAYARA = "com.sun.aas.instanceRoot";
    private static final String NAME = "parley-data";

    private DataFolder() {}

    static Path ofServer() {
        return Stream.of(WILDFLY, PAYARA)
                .map(System::getProperty)
                .flatMap(folder -> Optional.ofNullable(folder).stream())
                .map(folder -> Path.of(folder, NAME))
                .findFirst()
                .orElse(Path.of(NAME));
    }
}
