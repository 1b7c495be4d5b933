package io.github.jdbcreplicated.demo.history;

import io.github.jdbcreplicated.testkit.history.HistoryEvent;

/** A part of a run, on the clock of the histories. */
record Stretch(String name, long startNanos, long endNanos) {

    boolean holds(HistoryEvent event) {
        long start = event.span().startNanos();
        return start - startNanos >= 0 && start - endNanos < 0;
    }
}
