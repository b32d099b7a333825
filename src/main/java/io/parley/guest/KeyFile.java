package io.parley.guest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that guest tokens are signed with, in the file {@code guest-token.key} of the data folder: 32 random bytes,
 * made at the first start. It appears at once with all its bytes, never in place of another, so that processes that
 * start together end with one key. Where the file system knows POSIX permissions, it is its owner's alone from the
 * moment it exists.
 *
 * <p>A key that others may read or write is refused, not mended: it may have leaked, and only an administrator can
 * tell. So is a file of any other size: it is not a key of ours, and writing over it might destroy one.
 *
 * <p>It blocks on the disk: for the start, not for callbacks. Any thread, and any process, may call it.
 */
public final class KeyFile {

    /** The file's name in the data folder. */
    public static final String FILE_NAME = "guest-token.key";

    private static final int KEY_BYTES = 32;
    private static final String REMEDY =
            "delete it: a new one is made at the next start, and guests who return are new users then";
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Path folder;
    private final Path file;

    /**
     * The key file of a data folder. Nothing is touched yet.
     *
     * @param dataFolder the folder, which need not exist
     */
    public KeyFile(Path dataFolder) {
        this.folder = dataFolder;
        this.file = dataFolder.resolve(FILE_NAME);
    }

    /**
     * Reads the key; makes the folder and the file first where they are missing.
     *
     * @return the key
     * @throws UnusableKeyException if that cannot be done, or the file is not fit to hold a key
     */
    public SecretKey readOrMake() {
        try {
            if (!Files.exists(file)) {
                make();
            }
            return read();
        } catch (IOException e) {
            throw new UnusableKeyException(file, e.toString(), e);
        }
    }

    private SecretKey read() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UnusableKeyException(file, "it is not a regular file");
        }
        if (isPosix()) {
            requireOwnersAlone(Files.getPosixFilePermissions(file));
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] key = in.readNBytes(KEY_BYTES + 1);
            if (key.length != KEY_BYTES) {
                throw new UnusableKeyException(
                        file, "it does not have " + KEY_BYTES + " bytes; restore it, else " + REMEDY);
            }
            return new SecretKeySpec(key, "HmacSHA256");
        }
    }

    private void requireOwnersAlone(Set<PosixFilePermission> permissions) {
        if (!OWNERS.containsAll(permissions)) {
            String found = PosixFilePermissions.toString(permissions);
            throw new UnusableKeyException(
                    file,
                    "others than its owner have access to it (" + found + "), so the key may be known to them; "
                            + "if it is not, chmod 600, else " + REMEDY);
        }
    }

    private void make() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, ownersAlone("rwx------"));
        }
        Path complete = Files.createTempFile(folder, FILE_NAME, ".new", ownersAlone("rw-------"));
        try {
            write(complete);
            publish(complete);
        } catch (FileAlreadyExistsException e) {
            // Another process was first: its key is everybody's.
        } finally {
            Files.deleteIfExists(complete);
        }
    }

    private static void write(Path target) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(key);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** A link fails where the name exists, in one step; a move does so in two, for file systems without links. */
    private void publish(Path complete) throws IOException {
        try {
            Files.createLink(file, complete);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.move(complete, file);
        }
    }

    private FileAttribute<?>[] ownersAlone(String permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private boolean isPosix() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
