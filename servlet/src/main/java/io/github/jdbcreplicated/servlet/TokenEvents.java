package io.github.jdbcreplicated.servlet;

import io.github.jdbcreplicated.token.TokenCodec.Outcome;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells meters and the log what became of tokens, without their text. Thread-safe.
 *
 * <p>A client can cause a line with any request, hence the limits.
 */
final class TokenEvents {
    private static final System.Logger LOG = System.getLogger("io.github.jdbcreplicated.servlet");

    /** What no client makes by accident, but another instance with other keys or of another release does. */
    private static final Map<Outcome, Level> LEVELS = new EnumMap<>(Map.of(
            Outcome.BAD_SIGNATURE, Level.INFO,
            Outcome.UNKNOWN_KEY, Level.INFO,
            Outcome.UNKNOWN_VERSION, Level.INFO,
            Outcome.MALFORMED, Level.DEBUG,
            Outcome.OVERSIZED, Level.DEBUG,
            Outcome.EXPIRED, Level.DEBUG));

    private final Consumer<Outcome> onRead;
    private final Runnable onLost;

    /** Never changed after construction. */
    private final Map<Outcome, OncePerMinute> refused = new EnumMap<>(Outcome.class);

    private final OncePerMinute lost;
    private final OncePerMinute failed;

    TokenEvents(Consumer<Outcome> onRead, Runnable onLost, LongSupplier nanoTime) {
        this.onRead = onRead;
        this.onLost = onLost;
        LEVELS.keySet().forEach(outcome -> refused.put(outcome, new OncePerMinute(nanoTime)));
        this.lost = new OncePerMinute(nanoTime);
        this.failed = new OncePerMinute(nanoTime);
    }

    void read(Outcome outcome) {
        guarded(() -> onRead.accept(outcome));
        OncePerMinute limit = refused.get(outcome);
        if (limit != null && limit.passes()) {
            LOG.log(
                    LEVELS.get(outcome),
                    "A client's token was not believed: " + outcome
                            + ". Instances that serve the same clients need the same keys (told once per minute and"
                            + " reason)");
        }
    }

    void lost(HttpServletRequest request) {
        guarded(onLost);
        if (lost.passes()) {
            LOG.log(
                    Level.WARNING,
                    HandlerName.of(request)
                            + " may have written after the headers of its response left, so its client was not told and"
                            + " may read what is older. Write before the response is flushed or grows beyond its buffer"
                            + " (told once per minute)");
        }
    }

    /** Our own trouble is no reason to fail a request. */
    void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (failed.passes()) {
                LOG.log(Level.WARNING, "A token was not carried, or not counted; the request goes on", e);
            }
        }
    }
}
