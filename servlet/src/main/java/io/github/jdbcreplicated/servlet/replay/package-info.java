/**
 * Running a safe request once more when a replica let it down.
 *
 * <p>{@link io.github.jdbcreplicated.servlet.replay.ReplayFilter} is the door: it holds the response back while the
 * request is served, and runs the request again where {@link io.github.jdbcreplicated.servlet.replay.ReplayMode} allows.
 */
@NullMarked
package io.github.jdbcreplicated.servlet.replay;

import org.jspecify.annotations.NullMarked;
