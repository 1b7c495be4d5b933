package io.github.jdbcreplicated.faults.suite;

import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.faults.shop.ShopApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The shop in a process of its own, which can be stopped as a machine can. */
final class ShopElsewhere implements Shop {
    private static final String READY = "READY\t";

    private final Process process;
    private final Watch watch = new Watch(change -> {});

    /** Written once by the thread that reads the process's output. */
    private volatile String port = "";

    private ShopElsewhere(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "shop-elsewhere");
        reader.setDaemon(true);
        reader.start();
    }

    static ShopElsewhere start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ShopElsewhere shop = new ShopElsewhere(process);
        Await.until("the shop elsewhere to start", Duration.ofSeconds(60), () -> !shop.port.isEmpty());
        return shop;
    }

    /** Stops every thread of the process, or lets all go on. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -s " + name + " " + process.pid())
                .start()
                .waitFor();
    }

    @Override
    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public Watch watch() {
        return watch;
    }

    @Override
    public boolean isWell() {
        return process.isAlive();
    }

    /** Nobody looks into the other process. */
    @Override
    public Remains remains() {
        return new Remains(0, 0);
    }

    @Override
    public long handled() {
        return 0;
    }

    @Override
    public ReplicatedDataSource router() {
        throw new UnsupportedOperationException("The router is in another process");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(READY)) {
                    port = line.substring(READY.length());
                }
                Change.parse(line).forEach(watch::add);
            }
        } catch (IOException end) {
            throw new UncheckedIOException(end);
        }
    }

    /** What runs there. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            SpringApplication application = new SpringApplication(ShopApplication.class);
            Watch told = new Watch(change -> System.out.println(change.line()));
            application.addInitializers(context -> context.getBeanFactory().registerSingleton("watch", told));
            ConfigurableApplicationContext context = application.run(arguments);
            System.out.println(READY + context.getEnvironment().getProperty("local.server.port"));
        }
    }
}
