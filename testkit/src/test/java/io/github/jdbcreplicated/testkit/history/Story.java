package io.github.jdbcreplicated.testkit.history;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.jdbcreplicated.testkit.Lsn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A history told step by step: each operation takes one nanosecond, nine after the one before, carries its session's last
 * token and is answered with a new one, unless the step says otherwise.
 */
final class Story {

    private static final String CLOCK = "driver";

    private final List<HistoryLine> lines = new ArrayList<>();
    private final Map<String, Long> tokens = new HashMap<>();
    private long nextId = 1;
    private long now;

    Step write(String session, String key, long version) {
        return new Step(Operation.WRITE, session, key).value(Value.version(version));
    }

    Step append(String session, String key, String... elements) {
        return new Step(Operation.WRITE, session, key).value(Value.elements(List.of(elements)));
    }

    Step delete(String session, String key, long version) {
        return new Step(Operation.DELETE, session, key).value(Value.version(version));
    }

    Step read(String session, String key, long version) {
        return new Step(Operation.READ, session, key).value(Value.version(version));
    }

    Step list(String session, String key, String... elements) {
        return new Step(Operation.READ, session, key).value(Value.elements(List.of(elements)));
    }

    Step last(String key, String... elements) {
        return new Step(Operation.FINAL, "end", key).value(Value.elements(List.of(elements)));
    }

    void reset(String key) {
        now += 10;
        lines.add(new VersionReset(key, new Span(CLOCK, now, now + 1)));
    }

    void promotion(int from, int timeline, String position) {
        lines.add(new Promotion("replica-1", from, timeline, Lsn.parse(position)));
    }

    HistoryReport check() {
        return HistoryChecker.check(History.of(lines));
    }

    List<HistoryLine> lines() {
        return List.copyOf(lines);
    }

    static Place primary(int timeline, String position) {
        return new Place("primary", "run of " + timeline, Role.PRIMARY, timeline, Lsn.parse(position));
    }

    static Place replica(int timeline, String position) {
        return new Place("replica-1", "run", Role.REPLICA, timeline, Lsn.parse(position));
    }

    /** An operation before it is told; {@link #ok()} and its like tell it. */
    final class Step {

        private final Operation operation;
        private final String session;
        private final String key;
        private final long id = nextId++;
        private Value value = Value.NONE;
        private Place place;
        private Span span;
        private List<Long> carried;
        private boolean gave = true;
        private String outside;

        private Step(Operation operation, String session, String key) {
            this.operation = operation;
            this.session = session;
            this.key = key;
            now += 10;
            this.span = new Span(CLOCK, now, now + 1);
            this.carried = tokens.containsKey(session) ? List.of(tokens.get(session)) : List.of();
        }

        @CanIgnoreReturnValue
        Step value(Value seen) {
            value = seen;
            return this;
        }

        Step counter(long counter) {
            return value(value.withCounter(counter));
        }

        Step elements(String... elements) {
            return value(value.withElements(List.of(elements)));
        }

        @CanIgnoreReturnValue
        Step on(Place where) {
            place = where;
            return this;
        }

        /** Begins and ends at these moments instead. */
        @CanIgnoreReturnValue
        Step during(long start, long end) {
            return within(CLOCK, start, end);
        }

        @CanIgnoreReturnValue
        Step within(String clock, long start, long end) {
            span = new Span(clock, start, end);
            now = Math.max(now, end);
            return this;
        }

        @CanIgnoreReturnValue
        Step carrying(Long... ids) {
            carried = List.of(ids);
            return this;
        }

        @CanIgnoreReturnValue
        Step givingNone() {
            gave = false;
            return this;
        }

        @CanIgnoreReturnValue
        Step outside(String why) {
            outside = why;
            return this;
        }

        @CanIgnoreReturnValue
        long ok() {
            return end(Outcome.OK);
        }

        @CanIgnoreReturnValue
        long fail() {
            return end(Outcome.FAIL);
        }

        @CanIgnoreReturnValue
        long info() {
            return end(Outcome.INFO);
        }

        private long end(Outcome outcome) {
            lines.add(new HistoryEvent(
                    id,
                    session,
                    operation,
                    key,
                    value,
                    place,
                    span,
                    outcome,
                    new Tokens(carried, gave),
                    null,
                    outside));
            if (gave) {
                tokens.put(session, id);
            }
            return id;
        }
    }
}
