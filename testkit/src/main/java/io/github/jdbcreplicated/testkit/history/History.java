package io.github.jdbcreplicated.testkit.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What clients did and saw, and what operators did to the servers, in any order.
 *
 * @param events the operations
 * @param promotions every promotion whose server became the primary
 * @param resets every time versions began anew
 */
public record History(List<HistoryEvent> events, List<Promotion> promotions, List<VersionReset> resets) {

    /**
     * Refuses what contradicts itself.
     *
     * @throws IllegalArgumentException if an id is there twice, or an operation carries the token of one that is not there,
     *     is another session's, gave none, or had not ended; or if resets and operations have different clocks
     */
    public History {
        events = List.copyOf(events);
        promotions = List.copyOf(promotions);
        resets = List.copyOf(resets);
        Map<Name, HistoryEvent> byName = byName(events);
        for (HistoryEvent event : events) {
            event.tokens().carried().forEach(id -> checkCarried(event, id, byName));
        }
        for (VersionReset reset : resets) {
            events.forEach(event -> checkClock(event, reset));
        }
    }

    /** The history made of these lines. */
    public static History of(List<? extends HistoryLine> lines) {
        return new History(
                only(HistoryEvent.class, lines), only(Promotion.class, lines), only(VersionReset.class, lines));
    }

    /**
     * Reads files of JSON lines; empty lines are allowed.
     *
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if a line is none; the message names file, line and what is allowed
     */
    public static History read(List<Path> files) throws IOException {
        List<HistoryLine> lines = new ArrayList<>();
        for (Path file : files) {
            read(file, lines);
        }
        return of(lines);
    }

    private static void read(Path file, List<HistoryLine> lines) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 1;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank()) {
                    lines.add(parse(file, number, line));
                }
                number++;
            }
        }
    }

    private static HistoryLine parse(Path file, int number, String line) {
        try {
            return LineReader.parse(line);
        } catch (IllegalArgumentException bad) {
            throw new IllegalArgumentException(file + ", line " + number + ": " + bad.getMessage(), bad);
        }
    }

    private static <T> List<T> only(Class<T> kind, List<? extends HistoryLine> lines) {
        return lines.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    static Map<Name, HistoryEvent> byName(List<HistoryEvent> events) {
        Map<Name, HistoryEvent> byName = new HashMap<>();
        for (HistoryEvent event : events) {
            if (byName.put(Name.of(event), event) != null) {
                throw new IllegalArgumentException("The id " + event.id() + " of clock "
                        + event.span().clock() + " is there twice, allowed is once");
            }
        }
        return byName;
    }

    private static void checkCarried(HistoryEvent event, long id, Map<Name, HistoryEvent> byName) {
        HistoryEvent giver = byName.get(new Name(event.span().clock(), id));
        if (giver == null) {
            throw carried(event, id, "which is not in the history");
        }
        if (!giver.session().equals(event.session())) {
            throw carried(event, id, "which is of session " + giver.session());
        }
        if (!giver.tokens().gave()) {
            throw carried(event, id, "which gave none");
        }
        if (giver.span().endNanos() > event.span().startNanos()) {
            throw carried(event, id, "which had not ended when it began");
        }
    }

    private static IllegalArgumentException carried(HistoryEvent event, long id, String but) {
        return new IllegalArgumentException("Operation " + event.id() + " of session " + event.session()
                + " carried the token of operation " + id + ", " + but);
    }

    private static void checkClock(HistoryEvent event, VersionReset reset) {
        if (!event.span().clock().equals(reset.span().clock())) {
            throw new IllegalArgumentException(
                    "A reset is of clock " + reset.span().clock() + " and operation " + event.id() + " of clock "
                            + event.span().clock() + ", allowed is one clock beside a reset");
        }
    }

    /** An operation's id is unique only among those of its clock. */
    record Name(String clock, long id) {
        static Name of(HistoryEvent event) {
            return new Name(event.span().clock(), event.id());
        }
    }
}
