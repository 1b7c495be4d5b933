/**
 * What clients saw, written down and checked for the guarantees a session was promised. Record with
 * {@link io.github.jdbcreplicated.testkit.history.HistoryRecorder}, check with
 * {@link io.github.jdbcreplicated.testkit.history.HistoryChecker}, or on the command line with
 * {@link io.github.jdbcreplicated.testkit.history.CheckHistory}.
 */
@NullMarked
package io.github.jdbcreplicated.testkit.history;

import org.jspecify.annotations.NullMarked;
