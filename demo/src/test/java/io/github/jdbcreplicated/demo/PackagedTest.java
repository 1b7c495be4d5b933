package io.github.jdbcreplicated.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What {@code ./demo/run} starts, from outside. */
class PackagedTest {

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no such signal")
    void interruptEndsItWithItsServersAndTheirFiles() throws Exception {
        assumeFalse(ignoresInterrupts(), "whoever started this build told it and its children to ignore SIGINT");
        try (DemoProcess demo = DemoProcess.start("--server.port=0")) {
            String address = demo.awaitAddress();
            assertThat(address).startsWith("http://127.0.0.1:");
            assertThat(route(address)).startsWith("replica-");
            List<ProcessHandle> children = demo.below();
            List<Path> folders = DemoProcess.dataFolders(children);
            assertThat(folders).hasSize(3).allMatch(Files::exists);
            assertThat(DemoProcess.programs(children))
                    .as("the folder names the build, which a jar inside a jar does not tell")
                    .hasSize(1)
                    .noneMatch(program -> program.contains("-ffffffffffffffff"));

            demo.signal("INT");

            assertThat(demo.awaitExit()).isEqualTo(130);
            Await.until("the end of " + children, () -> children.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(folders).noneMatch(Files::exists);
        }
    }

    @Test
    void portThatIsTakenIsSaidBeforeAnythingIsStarted() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DemoProcess demo = DemoProcess.start("--server.port=" + taken.getLocalPort())) {
            List<String> output = demo.outputToTheEnd();

            assertThat(demo.awaitExit()).isEqualTo(1);
            assertThat(String.join("\n", output))
                    .contains("Nothing can listen on 127.0.0.1:" + taken.getLocalPort(), "--server.port=8081")
                    .doesNotContain("Starting PostgreSQL", "\tat ");
        }
    }

    private static String route(String address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                .headers()
                .firstValue("Replicated-Route")
                .orElse("");
    }

    /** A shell that starts something in the background does that; the second bit is SIGINT's. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }
}
