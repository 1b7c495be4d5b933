package io.github.jdbcreplicated.benchmarks.call;

import static io.github.jdbcreplicated.benchmarks.call.Contender.FLOOR;
import static io.github.jdbcreplicated.benchmarks.call.Contender.HIKARI;
import static io.github.jdbcreplicated.benchmarks.call.Contender.HIKARI_AGAIN;
import static io.github.jdbcreplicated.benchmarks.call.Contender.NO_SCOPE;
import static io.github.jdbcreplicated.benchmarks.call.Contender.SPRING_LAZY;

import java.util.List;
import java.util.Locale;

/** What the project asks of itself, and whether a group of rows keeps to it. */
final class Limits {
    /** Those that a limit is set for, and those that it is set by. */
    static final List<Contender> CONTENDERS = List.of(HIKARI, HIKARI_AGAIN, SPRING_LAZY, NO_SCOPE, FLOOR);

    private static final double FLOOR_RATIO = 1.20;
    private static final double NO_SCOPE_RATIO = 1.15;
    private static final double BYTES_MORE = 110;

    private Limits() {}

    static boolean apply(Group group) {
        return group.operation() == Operation.READ || group.operation() == Operation.READ_WITH_PARAMETER;
    }

    static String verdict(Group group, Figures figures) {
        double floor = figures.ratio(group, FLOOR, HIKARI).median();
        double more = figures.bytes(group, FLOOR) - figures.bytes(group, HIKARI);
        StringBuilder text = new StringBuilder("- " + group.title() + ": with a floor ");
        text.append(said("CPU %.2f x HikariCP (at most %.2f: %s)", floor, FLOOR_RATIO));
        text.append(said(", %+.0f B (at most %+.0f: %s)", Math.rint(more), BYTES_MORE));
        if (group.contenders().contains(SPRING_LAZY)) {
            double spring = figures.ratio(group, FLOOR, SPRING_LAZY).median();
            text.append(said(", CPU %.2f x Spring's lazy proxy (at most %.0f: %s)", spring, 1));
        }
        if (group.contenders().contains(NO_SCOPE)) {
            double none = figures.ratio(group, NO_SCOPE, HIKARI).median();
            text.append(said("; no scope CPU %.2f x HikariCP (at most %.2f: %s)", none, NO_SCOPE_RATIO));
        }
        return text.append('\n').toString();
    }

    private static String said(String format, double value, double limit) {
        return String.format(Locale.ROOT, format, value, limit, value <= limit ? "met" : "missed");
    }
}
