package io.github.jdbcreplicated.demo;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packaged demo in a process of its own, as {@code ./demo/run} starts it. */
final class DemoProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("Open (http://\\S+/)");
    private static final Pattern SERVER = Pattern.compile("(\\S+/postgres) -D (\\S+)");

    private final Process process;
    private final BufferedReader output;

    private DemoProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static DemoProcess start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("demo.jar", "target/demo.jar")));
        command.addAll(List.of(arguments));
        return new DemoProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Reads what it prints until the address comes, and answers that. */
    String awaitAddress() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            Matcher address = ADDRESS.matcher(line);
            if (address.matches()) {
                return address.group(1);
            }
        }
        throw new AssertionError("The demo ended without telling its address: " + lines);
    }

    /** All it printed; returns when it has ended. */
    List<String> outputToTheEnd() {
        return output.lines().toList();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("The demo still runs after 30 s");
        }
        return process.exitValue();
    }

    /** All processes it has started, and those they have started. */
    List<ProcessHandle> below() {
        return process.descendants().toList();
    }

    /** Where the servers among them keep their data. */
    static List<Path> dataFolders(List<ProcessHandle> processes) {
        return servers(processes).map(found -> Path.of(found.group(2))).toList();
    }

    /** The program that the servers among them run; one entry if they all run the same. */
    static Set<String> programs(List<ProcessHandle> processes) {
        return servers(processes).map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static Stream<Matcher> servers(List<ProcessHandle> processes) {
        return processes.stream()
                .map(child -> child.info().commandLine())
                .flatMap(Optional::stream)
                .map(SERVER::matcher)
                .filter(Matcher::find);
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-s", name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
