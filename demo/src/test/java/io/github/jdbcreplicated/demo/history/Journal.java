package io.github.jdbcreplicated.demo.history;

import io.github.jdbcreplicated.testkit.history.HistorySession;
import io.github.jdbcreplicated.testkit.history.Operation;
import io.github.jdbcreplicated.testkit.history.Outcome;
import io.github.jdbcreplicated.testkit.history.PendingOperation;
import io.github.jdbcreplicated.testkit.history.Place;
import io.github.jdbcreplicated.testkit.history.Value;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes down what one browser does.
 *
 * <p>A browser here loses no cookie, and an answer without a token says that the one it holds will do. So every answer
 * counts as one that gave a token, and binds all that the browser asks for later, also where no tokens are given.
 */
record Journal(Browser browser, HistorySession session) {

    /** A request on its way. */
    @FunctionalInterface
    interface Request {
        Answer send() throws IOException, InterruptedException;
    }

    /** A read has no effect: whatever happens to it, it failed or it was answered. */
    Optional<Answer> read(String key, Request request, Function<Answer, Value> seen) throws InterruptedException {
        PendingOperation read = session.begin(Operation.READ, key);
        try {
            Answer answer = request.send();
            boolean answered = answer.isSuccess() || answer.isAbsence();
            end(read, answer, answered ? Outcome.OK : Outcome.FAIL, answered ? seen.apply(answer) : Value.NONE);
            return Optional.of(answer);
        } catch (IOException lost) {
            read.reason(lost.toString()).end(Outcome.FAIL);
            return Optional.empty();
        }
    }

    /** A write that is not acknowledged may have taken effect, unless it was refused as a mistake of the client's. */
    Optional<Answer> write(String key, Request request, List<String> elements, Function<Answer, Value> written)
            throws InterruptedException {
        PendingOperation write = session.begin(Operation.WRITE, key).value(Value.elements(elements));
        try {
            Answer answer = request.send();
            Value value = answer.isSuccess() ? written.apply(answer) : Value.NONE;
            end(write, answer, outcome(answer), value.withElements(elements));
            return Optional.of(answer).filter(Answer::isSuccess);
        } catch (IOException lost) {
            write.reason(lost.toString()).end(Outcome.INFO);
            return Optional.empty();
        }
    }

    private void end(PendingOperation operation, Answer answer, Outcome outcome, Value value) {
        operation.gaveToken();
        Place place = answer.place();
        if (place != null) {
            operation.place(place).reason(answer.reason());
        }
        operation.value(value).end(outcome);
    }

    private static Outcome outcome(Answer answer) {
        if (answer.isSuccess()) {
            return Outcome.OK;
        }
        return answer.status() / 100 == 4 ? Outcome.FAIL : Outcome.INFO;
    }
}
