package io.github.jdbcreplicated.faults.load;

import java.time.Duration;
import java.util.List;

/**
 * What one sort of clients does, again and again, and how many of them there are.
 *
 * @param name what they are called
 * @param kinds what they ask for, one after the other
 * @param every how often one of them asks
 */
public record Plan(String name, int clients, List<Kind> kinds, Duration every) {

    public Plan {
        kinds = List.copyOf(kinds);
    }

    /** People who look, and seldom order. */
    public static final Plan READERS = new Plan(
            "reader",
            16,
            List.of(
                    Kind.PAGE,
                    Kind.JSON,
                    Kind.SOLD_OUT,
                    Kind.PAGE,
                    Kind.REPORT,
                    Kind.GONE,
                    Kind.JSON,
                    Kind.PAGE,
                    Kind.REPORT,
                    Kind.JSON,
                    Kind.ORDER,
                    Kind.ORDERED),
            Duration.ofMillis(160));

    /** Those who order all the time, and look whether it is there. */
    public static final Plan WRITERS = new Plan(
            "writer",
            4,
            List.of(Kind.ORDER, Kind.ORDERED, Kind.PAGE, Kind.PUT, Kind.JSON, Kind.REPORT),
            Duration.ofMillis(100));

    /** What is there in every row. */
    public static final List<Plan> USUAL = List.of(READERS, WRITERS);

    public Plan withClients(int count) {
        return new Plan(name, count, kinds, every);
    }
}
