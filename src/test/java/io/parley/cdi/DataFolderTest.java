package io.parley.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The folder for what must survive a restart. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class DataFolderTest {

    @TempDir
    private Path parent;

    @Test
    void oneThatIsMadeIsItsOwnersAlone() throws IOException {
        Path folder = DataFolder.made(Optional.of(parent.resolve("new")));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(DataFolder.isOpenToAll(folder)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"rwxr-xr-x, true", "rwx-----x, true", "rwxrwx---, false", "rwxr-xr--, false"})
    void oneThatIsThereStaysAsItIsAndIsLookedAt(String modes, boolean open) throws IOException {
        Path folder = Files.createDirectory(parent.resolve("there"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(modes));

        DataFolder.made(Optional.of(folder));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo(modes);
        assertThat(DataFolder.isOpenToAll(folder)).isEqualTo(open);
    }
}
