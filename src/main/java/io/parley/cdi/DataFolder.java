package io.parley.cdi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;

/** The server's own data folder, for what must survive a restart where no other is configured. */
final class DataFolder {

    private static final String WILDFLY = "jboss.server.data.dir";
    private static final String PAYARA = "com.sun.aas.instanceRoot";
    private static final String NAME = "parley-data";

    private DataFolder() {}

    /**
     * The folder, made where it is missing, for its owner alone: also for what others put there who would not take
     * care.
     */
    static Path made(Optional<Path> configured) {
        Path folder = configured.orElseGet(DataFolder::ofServer);
        try {
            if (isPosix(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(folder);
            }
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException("the data folder " + folder + " cannot be made", e);
        }
    }

    /**
     * Whether everybody on this machine can get into a folder: then the database in it, whose files the server makes
     * readable by all, is open, too. A group may be meant to.
     */
    static boolean isOpenToAll(Path folder) {
        try {
            return isPosix(folder)
                    && Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE);
        } catch (IOException e) {
            throw new IllegalStateException("the data folder " + folder + " cannot be looked at", e);
        }
    }

    private static boolean isPosix(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static Path ofServer() {
        return Stream.of(WILDFLY, PAYARA)
                .map(System::getProperty)
                .flatMap(folder -> Optional.ofNullable(folder).stream())
                .map(folder -> Path.of(folder, NAME))
                .findFirst()
                .orElse(Path.of(NAME));
    }
}
