package io.github.jdbcreplicated.faults.suite;

import io.github.jdbcreplicated.faults.load.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row of the page's table. */
record PageLine(Result result) {
    static final String HEAD = """
            | fault | GETs: failed | writes: refused (503), unknown, failed | slowest GET | p99 | detected | recovered | first good write | stale | lost | threads, connections left | bars |
            |---|---|---|---|---|---|---|---|---|---|---|---|""";

    String text() {
        List<String> cells = List.of(
                result.fault().name(),
                gets(),
                writes(),
                result.slowestGet() + " ms",
                result.getP99() + " ms",
                millis(result.detectMillis()),
                millis(result.recoverMillis()),
                result.goodWriteMillis().isEmpty()
                        ? "–"
                        : result.goodWriteMillis().stream()
                                .map(PageLine::millis)
                                .collect(Collectors.joining(", ")),
                Long.toString(result.stale()),
                lost(),
                result.left().threads() + ", " + result.left().active(),
                bars());
        return "| " + String.join(" | ", cells) + " |";
    }

    private String gets() {
        long typed = result.gets(Fate.TYPED);
        return result.gets() + ": " + result.failedGets() + (typed == 0 ? "" : " (" + typed + " of them 503)");
    }

    private String writes() {
        return result.writes() + ": " + result.writes(Fate.TYPED) + ", " + result.writes(Fate.UNKNOWN) + ", "
                + (result.writes(Fate.FAILED) + result.writes(Fate.NO_ANSWER));
    }

    private String lost() {
        List<String> words = new ArrayList<>(List.of(Long.toString(result.lost())));
        if (result.databaseWindow() > 0) {
            words.add(String.format(Locale.ROOT, "%d in the database's window", result.databaseWindow()));
        }
        return String.join(", ", words);
    }

    private String bars() {
        List<Bar> missed = result.missed();
        return missed.isEmpty()
                ? "pass"
                : "**miss**: " + missed.stream().map(bar -> bar.missed(result)).collect(Collectors.joining("; "));
    }

    private static String millis(@Nullable Long millis) {
        return millis == null ? "–" : Objects.requireNonNull(millis) + " ms";
    }
}
