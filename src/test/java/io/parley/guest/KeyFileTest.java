package io.parley.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {

    @TempDir
    private Path temp;

    @Test
    void theFirstStartMakesAKeyOf32Bytes() throws IOException {
        SecretKey key = new KeyFile(temp).readOrMake();

        assertThat(key.getEncoded()).hasSize(32).isEqualTo(Files.readAllBytes(file()));
    }

    @Test
    void laterStartsReadTheSameKey() {
        SecretKey first = new KeyFile(temp).readOrMake();

        assertThat(new KeyFile(temp).readOrMake()).isEqualTo(first);
    }

    @Test
    void everyFolderHasItsOwnKey() {
        assertThat(new KeyFile(temp.resolve("a")).readOrMake())
                .isNotEqualTo(new KeyFile(temp.resolve("b")).readOrMake());
    }

    @Test
    void aMissingFolderIsMadeForItsOwnerAlone() throws IOException {
        assumePosix();
        Path folder = temp.resolve("data/parley");

        new KeyFile(folder).readOrMake();

        assertThat(permissions(folder)).isEqualTo("rwx------");
    }

    @Test
    void theKeyIsItsOwnersAlone() throws IOException {
        assumePosix();

        new KeyFile(temp).readOrMake();

        assertThat(permissions(file())).isEqualTo("rw-------");
    }

    @Test
    void nothingButTheKeyIsLeftInTheFolder() throws IOException {
        new KeyFile(temp).readOrMake();

        assertThat(listing()).containsExactly(file());
    }

    @Test
    void thoseWhoStartAtOnceEndWithOneKey() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path folder = temp.resolve("round" + round);

            List<SecretKey> keys = Together.run(8, () -> new KeyFile(folder).readOrMake());

            assertThat(keys).containsOnly(keys.get(0));
            assertThat(keys.get(0)).isEqualTo(new KeyFile(folder).readOrMake());
        }
    }

    @Test
    void aLinkToAKeyIsFollowed() throws IOException {
        assumePosix();
        SecretKey key = new KeyFile(temp.resolve("mounted")).readOrMake();
        Files.createSymbolicLink(file(), temp.resolve("mounted").resolve(KeyFile.FILE_NAME));

        assertThat(new KeyFile(temp).readOrMake()).isEqualTo(key);
    }

    @Test
    void aFolderBehindALinkIsUsed() throws IOException {
        assumePosix();
        Path real = Files.createDirectory(temp.resolve("real"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), real);

        assertThat(new KeyFile(link).readOrMake()).isEqualTo(new KeyFile(real).readOrMake());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 33, 100_000})
    void aFileOfAnotherSizeIsRefusedAndLeftAlone(int sizeBytes) throws IOException {
        writePrivately(new byte[sizeBytes]);

        assertRefused(temp, "32 bytes");
        assertThat(file()).hasSize(sizeBytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw-rw-rw-", "r--r--r--"})
    void aKeyThatOthersHaveAccessToIsRefusedAndNotMended(String permissions) throws IOException {
        assumePosix();
        new KeyFile(temp).readOrMake();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(permissions));

        assertRefused(temp, permissions);
        assertThat(permissions(file())).isEqualTo(permissions);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------", "rwx------"})
    void aKeyOfItsOwnerAloneIsRead(String permissions) throws IOException {
        assumePosix();
        SecretKey key = new KeyFile(temp).readOrMake();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(permissions));

        assertThat(new KeyFile(temp).readOrMake()).isEqualTo(key);
    }

    @Test
    void aFolderInPlaceOfTheFileIsRefused() throws IOException {
        Files.createDirectory(file());

        assertRefused(temp, "not a regular file");
    }

    @Test
    void aLinkToNothingIsRefused() throws IOException {
        assumePosix();
        Files.createSymbolicLink(file(), temp.resolve("nothing"));

        assertRefused(temp, "not a regular file");
    }

    @Test
    void aFileInPlaceOfTheFolderIsRefused() throws IOException {
        Path folder = Files.createFile(temp.resolve("data"));

        assertRefused(folder, "FileAlreadyExists");
    }

    @Test
    void aFileSystemWithoutPermissionsAndLinksWillDo() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(temp.resolve("data.zip"), Map.of("create", "true"))) {
            Path folder = zip.getPath("/data");

            SecretKey key = new KeyFile(folder).readOrMake();

            assertThat(new KeyFile(folder).readOrMake()).isEqualTo(key);
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).containsExactly(folder.resolve(KeyFile.FILE_NAME));
            }
        }
    }

    private void assertRefused(Path folder, String problem) {
        assertThatExceptionOfType(UnusableKeyException.class)
                .isThrownBy(() -> new KeyFile(folder).readOrMake())
                .withMessageContaining(folder.resolve(KeyFile.FILE_NAME).toString())
                .withMessageContaining(problem);
    }

    private void writePrivately(byte[] bytes) throws IOException {
        new KeyFile(temp).readOrMake();
        Files.write(file(), bytes);
    }

    private Path file() {
        return temp.resolve(KeyFile.FILE_NAME);
    }

    private List<Path> listing() throws IOException {
        try (Stream<Path> files = Files.list(temp)) {
            return files.toList();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void assumePosix() {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    }
}
