package io.github.jdbcreplicated.boot.actuate;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * How often each of a few things has happened since the start; thread-safe. One more costs one look-up and one addition.
 *
 * @param <T> what happens; there must not be more of them than one wants meters
 */
final class Counts<T> {
    /** Written when something happens; read by endpoint and meters. */
    private final Map<T, LongAdder> counts = new ConcurrentHashMap<>();

    /** Written as meters are set up; read when something happens for the first time. */
    private final List<BiConsumer<T, LongAdder>> observers = new CopyOnWriteArrayList<>();

    void add(T one) {
        LongAdder count = counts.get(one);
        if (count == null) {
            count = first(one);
        }
        count.increment();
    }

    /** Calls the observer for each that has happened, and from now on when one happens for the first time. */
    void onFirst(BiConsumer<T, LongAdder> observer) {
        observers.add(observer);
        counts.forEach(observer);
    }

    /** The counts so far; a live view. */
    Map<T, LongAdder> all() {
        return counts;
    }

    private LongAdder first(T one) {
        LongAdder fresh = new LongAdder();
        LongAdder known = counts.putIfAbsent(one, fresh);
        if (known != null) {
            return known;
        }
        observers.forEach(observer -> observer.accept(one, fresh));
        return fresh;
    }
}
