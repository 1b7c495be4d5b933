package io.github.jdbcreplicated.faults.load;

import io.github.jdbcreplicated.testkit.history.HistorySession;
import io.github.jdbcreplicated.testkit.history.Operation;
import io.github.jdbcreplicated.testkit.history.Outcome;
import io.github.jdbcreplicated.testkit.history.PendingOperation;
import io.github.jdbcreplicated.testkit.history.Place;
import io.github.jdbcreplicated.testkit.history.Value;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Somebody with an item of his own, who asks for one thing after the other. Runs on a thread of its own. */
final class Client implements Runnable {
    private final String key;
    private final Plan plan;
    private final Browser browser;
    private final HistorySession session;
    private final Positions positions;
    private final Consumer<Sample> log;
    private final BooleanSupplier goesOn;
    private int turn;
    private int elements;
    private boolean hasOrdered;

    Client(
            String key,
            int number,
            Plan plan,
            Browser browser,
            HistorySession session,
            Positions positions,
            Consumer<Sample> log,
            BooleanSupplier goesOn) {
        this.key = key;
        this.plan = plan;
        this.browser = browser;
        this.session = session;
        this.positions = positions;
        this.log = log;
        this.goesOn = goesOn;
        this.turn = number;
    }

    @Override
    public void run() {
        long every = plan.every().toNanos();
        long next = System.nanoTime()
                + every * (turn % plan.kinds().size()) / plan.kinds().size();
        while (awaitTurn(next)) {
            step();
            next = Math.max(next + every, System.nanoTime());
        }
    }

    private boolean awaitTurn(long next) {
        while (goesOn.getAsBoolean() && System.nanoTime() - next < 0) {
            LockSupport.parkNanos(next - System.nanoTime());
        }
        return goesOn.getAsBoolean() && !Thread.currentThread().isInterrupted();
    }

    private void step() {
        Kind kind = plan.kinds().get(turn++ % plan.kinds().size());
        if (kind == Kind.ORDERED && !hasOrdered) {
            return;
        }
        String element = kind.isWrite() ? key + "-" + ++elements : "";
        PendingOperation operation = session.begin(kind.isWrite() ? Operation.WRITE : Operation.READ, key);
        long start = System.nanoTime();
        try {
            Answer answer = browser.send(kind, key, element);
            long end = System.nanoTime();
            answered(kind, element, operation, answer, start, end);
        } catch (IOException lost) {
            unanswered(kind, element, operation, lost, start);
        } catch (InterruptedException end) {
            unanswered(kind, element, operation, new IOException("interrupted", end), start);
            Thread.currentThread().interrupt();
        }
    }

    private void answered(Kind kind, String element, PendingOperation operation, Answer answer, long start, long end) {
        Fate fate = answer.fate(kind);
        Value seen = fate == Fate.GOOD ? Value.version(answer.version(kind, key)) : Value.NONE;
        operation.value(seen.withElements(kind.isWrite() ? List.of(element) : List.of()));
        operation.gaveToken().reason(answer.reason());
        if (!answer.node().isEmpty()) {
            operation.place(kind.isWrite() ? positions.place(answer.node(), answer.token()) : Place.of(answer.node()));
        }
        operation.end(outcome(fate));
        hasOrdered = kind == Kind.ORDER && fate == Fate.GOOD;
        String why = fate == Fate.GOOD ? "" : "HTTP " + answer.status() + ", " + answer.route() + ": " + answer.body();
        log.accept(new Sample(kind, start, end, answer.status(), fate, answer.node(), why));
    }

    private void unanswered(Kind kind, String element, PendingOperation operation, IOException lost, long start) {
        operation.value(Value.elements(kind.isWrite() ? List.of(element) : List.of()));
        operation.reason("none").end(kind.isWrite() ? Outcome.INFO : Outcome.FAIL);
        hasOrdered = false;
        log.accept(new Sample(kind, start, System.nanoTime(), 0, Fate.NO_ANSWER, "", lost.toString()));
    }

    /** A write that was answered by a failure is said to have had no effect, unless the answer says otherwise. */
    private static Outcome outcome(Fate fate) {
        return switch (fate) {
            case GOOD -> Outcome.OK;
            case UNKNOWN, NO_ANSWER -> Outcome.INFO;
            case TYPED, FAILED -> Outcome.FAIL;
        };
    }
}
