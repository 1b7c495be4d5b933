package io.github.jdbcreplicated.testkit.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The ways to give up root's rights. Where the tests do not run as root, there are none to give up. */
class LauncherTest {

    private static final Launcher MISSING = new Launcher(List.of("no-such-program"), Optional.empty(), true);
    private static final Launcher STAYS_ROOT = new Launcher(List.of("env"), Optional.empty(), true);

    @Test
    void firstWayThatWorksIsTaken() {
        assertThat(Launcher.firstThatWorks(false, List.of(MISSING, STAYS_ROOT))).isEqualTo(STAYS_ROOT);
    }

    @Test
    void wayThatStaysRootIsNone() {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        assertThatIllegalStateException()
                .isThrownBy(() -> Launcher.firstThatWorks(true, List.of(MISSING, STAYS_ROOT)))
                .withMessageContaining("tried [no-such-program, env]")
                .withMessageContaining("util-linux");
    }

    @Test
    void serverRunsAsAnotherUserWhereNamespacesAreForbidden() throws IOException {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        Launcher launcher = Launcher.firstThatWorks(true, List.of(Launcher.OTHER_USER));
        WorkFolder work = WorkFolder.open();
        PostgresHome home = PostgresHome.find(null, work);
        try (ClusterFolder folder = ClusterFolder.create(work, launcher)) {
            DataFolder data = folder.data("only", launcher);
            data.initialise(home, Credentials.random("testkit"));
            data.configure(ServerSettings.withDefaults(Map.of("port", Integer.toString(Ports.free()))));
            PostgresServer server = new PostgresServer(home, launcher, data.path(), data.log());
            server.start();
            assertThat(userOf(server.pid())).isEqualTo(65534);
            server.freeze();
            server.kill();
            server.start();
            server.quit();
            assertThat(server.isRunning()).isFalse();
        }
    }

    private static Object userOf(long pid) throws IOException {
        return Files.getAttribute(Path.of("/proc", Long.toString(pid)), "unix:uid");
    }
}
