package io.github.jdbcreplicated.benchmarks.real.state;

import io.github.jdbcreplicated.benchmarks.frame.Bars;
import io.github.jdbcreplicated.benchmarks.frame.Bars.Bar;
import io.github.jdbcreplicated.benchmarks.frame.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What clients met under each lag as a table, and the shares of the replicas as a picture. */
final class Report {
    private static final String BARE = "HikariCP, primary";

    private final Table table = new Table(
            "",
            "reads",
            "by replicas",
            "stale",
            "backwards",
            "refused",
            "read p50 ms",
            "x HikariCP",
            "p99 ms",
            "x HikariCP",
            "write p50 ms",
            "p99 ms");
    private final List<Bar> shares = new ArrayList<>();

    /** Adds what was met under one lag; the bare pool's instance is the first. */
    void add(int lagMillis, List<String> instances, List<Tally> tallies) {
        table.group("replicas " + lagMillis + " ms late");
        Tally bare = tallies.get(0);
        for (int i = 0; i < tallies.size(); i++) {
            String name = instances.get(i);
            row(name, tallies.get(i), bare);
            if (!name.startsWith(BARE)) {
                shares.add(new Bar(
                        lagMillis + " ms late: " + name + " (" + tallies.get(i).stale() + " stale)",
                        100 * tallies.get(i).shareOfReplicas(),
                        !name.endsWith("window")));
            }
        }
    }

    String text() {
        return table.toString();
    }

    Bars picture() {
        return new Bars("Reads that replicas served, in percent", false, shares);
    }

    private void row(String name, Tally tally, Tally bare) {
        table.row(
                name,
                Integer.toString(tally.reads().count()),
                format("%.1f %%", 100 * tally.shareOfReplicas()),
                Integer.toString(tally.stale()),
                Integer.toString(tally.backwards()),
                Integer.toString(tally.refusals()),
                format("%.2f", tally.reads().p50() / 1e6),
                format("%.2f", tally.reads().p50() / bare.reads().p50()),
                format("%.2f", tally.reads().p99() / 1e6),
                format("%.2f", tally.reads().p99() / bare.reads().p99()),
                format("%.2f", tally.writes().p50() / 1e6),
                format("%.2f", tally.writes().p99() / 1e6));
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
