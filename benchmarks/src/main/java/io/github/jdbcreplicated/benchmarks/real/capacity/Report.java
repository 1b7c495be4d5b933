package io.github.jdbcreplicated.benchmarks.real.capacity;

import io.github.jdbcreplicated.benchmarks.frame.Lines;
import io.github.jdbcreplicated.benchmarks.frame.Lines.Line;
import io.github.jdbcreplicated.benchmarks.frame.Table;
import io.github.jdbcreplicated.benchmarks.real.Slice;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What was measured beside what the model says, as a table, as text, and as a picture. */
final class Report {
    static final String BARE = "HikariCP, primary";

    private static final List<Integer> PREDICTED = List.of(1, 2, 3, 4, 8, 16, 32, 64);
    private static final int CLIENTS_PER_SERVER = 3 * Readers.CONNECTIONS;

    private final List<Trial> trials;
    private final Model model;

    Report(List<Trial> trials, int processors) {
        this.trials = List.copyOf(trials);
        this.model = Model.fitted(
                processors,
                demandSeconds(),
                Readers.CONNECTIONS,
                Readers.SERVICE_SECONDS / 2,
                Readers.SERVICE_SECONDS * 3,
                ours().map(Trial::point).toList());
    }

    String text() {
        Table table =
                new Table("", "clients", "reads/s", "x HikariCP [min..max]", "p50 ms", "p99 ms", "model", "its error");
        trials.forEach(trial -> row(table, trial));
        table.group("by the model alone");
        PREDICTED.stream().filter(servers -> servers > 4).forEach(servers -> row(table, servers));
        return table + "\n" + String.join("\n", says()) + "\n";
    }

    Lines picture() {
        Stream<Lines.Point> measured = ours().map(Trial::point)
                .filter(point -> point.replicas() > 0 && isLoaded(point))
                .map(point -> new Lines.Point(point.replicas(), point.throughput()));
        Stream<Lines.Point> predicted = PREDICTED.stream()
                .map(servers -> new Lines.Point(servers, model.throughput(servers, servers * CLIENTS_PER_SERVER)));
        return new Lines(
                "Reads per second, " + CLIENTS_PER_SERVER + " clients per replica",
                "replicas",
                List.of(new Line("measured", measured.toList()), new Line("model", predicted.toList())));
    }

    private List<String> says() {
        double worst = ours().map(Trial::point)
                .mapToDouble(model::error)
                .map(Math::abs)
                .max()
                .orElse(Double.NaN);
        return List.of(
                format(
                        "- fitted: a read needs its connection for %.2f ms; measured: %.3f ms of the application's"
                                + " processors, of which it has %d",
                        model.service() * 1e3, model.demand() * 1e3, model.processors()),
                format("- the model's error at the measured points: at most %.1f %%", 100 * worst));
    }

    private void row(Table table, Trial trial) {
        Point point = trial.point();
        boolean ours = !trial.name().startsWith(BARE);
        table.row(
                trial.name(),
                Integer.toString(trial.clients()),
                format("%.0f", point.throughput()),
                trial.ratiosTo(base(point)).toString(),
                format("%.1f", trial.median(slice -> slice.latencies().p50()) / 1e6),
                format("%.1f", trial.median(slice -> slice.latencies().p99()) / 1e6),
                ours ? format("%.0f", model.throughput(point.servers(), point.clients())) : "",
                ours ? format("%+.1f %%", 100 * model.error(point)) : "");
    }

    private void row(Table table, int servers) {
        int clients = servers * CLIENTS_PER_SERVER;
        table.row(
                servers + " replicas",
                Integer.toString(clients),
                "",
                "",
                "",
                "",
                format("%.0f", model.throughput(servers, clients)));
    }

    /** The bare pool under as many clients per server. */
    private Trial base(Point point) {
        int each = point.clients() / point.servers();
        return trials.stream()
                .filter(trial -> trial.name().equals(BARE) && trial.clients() == each)
                .findFirst()
                .orElseThrow();
    }

    private Stream<Trial> ours() {
        return trials.stream().filter(trial -> !trial.name().startsWith(BARE));
    }

    private static boolean isLoaded(Point point) {
        return point.clients() == point.servers() * CLIENTS_PER_SERVER;
    }

    /** Of the largest number of replicas: the more there are to choose among, the more has to be done. */
    private double demandSeconds() {
        return trials.get(trials.size() - 1).median(Slice::cpuPerOperation) / 1e9;
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
