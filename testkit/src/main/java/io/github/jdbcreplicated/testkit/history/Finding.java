package io.github.jdbcreplicated.testkit.history;

import org.jspecify.annotations.Nullable;

/**
 * Something a client saw, or did not see, against a guarantee.
 *
 * @param guarantee which one
 * @param verdict whose fault it is
 * @param earlier the operation that was not respected; null if the history has none
 * @param later the read that shows it
 * @param reason what is wrong, in a sentence
 */
public record Finding(
        Guarantee guarantee, Verdict verdict, @Nullable HistoryEvent earlier, HistoryEvent later, String reason) {

    @Override
    public String toString() {
        return Words.of(verdict) + " of " + Words.of(guarantee) + ": " + reason
                + (earlier == null ? "" : "\n  earlier: " + earlier) + "\n  later:   " + later;
    }
}
