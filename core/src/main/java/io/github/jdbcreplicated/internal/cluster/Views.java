package io.github.jdbcreplicated.internal.cluster;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The current view of a cluster, and the order in which changes of it are told.
 *
 * <p>Used by any thread. Changes are told one after another, as they were made, by one of the threads that made them; no
 * lock is held meanwhile.
 */
final class Views {
    /** Written under this object's lock by whichever thread saw something change; read at every decision. */
    private volatile ClusterView current;

    /** Whether changes are kept from those who are told; written and read under this object's lock. */
    private boolean quiet;

    /** What was not told yet; added to under this object's lock, taken from by the thread that tells. */
    private final Queue<Change> untold = new ConcurrentLinkedQueue<>();

    /** Whether some thread tells now; taken and given back by that thread. */
    private final AtomicBoolean telling = new AtomicBoolean();

    private final Function<Facts, ClusterView> viewOf;
    private final BiConsumer<ClusterView, ClusterView> atOnce;
    private final BiConsumer<ClusterView, ClusterView> inOrder;

    /**
     * Begins with the view of some facts.
     *
     * @param viewOf what follows from facts, now
     * @param atOnce learns of a change from the thread that made it, whatever others do
     * @param inOrder learns of all changes, one at a time
     */
    Views(
            Function<Facts, ClusterView> viewOf,
            Facts first,
            BiConsumer<ClusterView, ClusterView> atOnce,
            BiConsumer<ClusterView, ClusterView> inOrder) {
        this.viewOf = viewOf;
        this.current = viewOf.apply(first);
        this.atOnce = atOnce;
        this.inOrder = inOrder;
    }

    ClusterView now() {
        return current;
    }

    /** The view of these facts, for who publishes it. */
    ClusterView of(Facts facts) {
        return viewOf.apply(facts);
    }

    /** Notes something of a node, unless it was removed meanwhile. */
    void note(Node node, UnaryOperator<NodeFacts> change) {
        noteWith(node, facts -> facts.with(node, change));
    }

    /** Changes the facts, unless the node was removed meanwhile. */
    void noteWith(Node node, UnaryOperator<Facts> change) {
        publish(before -> before.has(node.name()) ? of(change.apply(before.facts)) : before);
    }

    /** Has what follows, up to the end of {@code changes}, be told as one change. */
    void changeQuietly(Runnable changes) {
        ClusterView before = begin();
        changes.run();
        end(before);
        tell();
    }

    private synchronized ClusterView begin() {
        quiet = true;
        return current;
    }

    private synchronized void end(ClusterView before) {
        quiet = false;
        untold.add(new Change(before, current));
    }

    /** Changes the view, and has it told; a change that answers the same view changes nothing. */
    void publish(UnaryOperator<ClusterView> change) {
        Change made = make(change);
        if (made != null) {
            atOnce.accept(made.before(), made.after());
            tell();
        }
    }

    /** Answers null where there is nothing to be told. A view that changes nothing else keeps the same state. */
    @SuppressWarnings("ReferenceEquality")
    private synchronized @Nullable Change make(UnaryOperator<ClusterView> change) {
        Change made = new Change(current, change.apply(current));
        current = made.after();
        boolean silent = quiet || made.before().state == made.after().state;
        if (!silent) {
            untold.add(made);
        }
        return silent ? null : made;
    }

    /** Whoever comes while another thread tells leaves it to that one. */
    private void tell() {
        while (!untold.isEmpty() && telling.compareAndSet(false, true)) {
            try {
                tellAll();
            } finally {
                telling.set(false);
            }
        }
    }

    private void tellAll() {
        for (Change next = untold.poll(); next != null; next = untold.poll()) {
            inOrder.accept(next.before(), next.after());
        }
    }

    private record Change(ClusterView before, ClusterView after) {}
}
