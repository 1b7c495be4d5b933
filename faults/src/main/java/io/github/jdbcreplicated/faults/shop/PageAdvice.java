package io.github.jdbcreplicated.faults.shop;

import io.github.jdbcreplicated.CommitOutcomeUnknownException;
import io.github.jdbcreplicated.NoNodeAvailableException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** As applications do, answers failures itself: nothing of them leaves the framework. */
@RestControllerAdvice(assignableTypes = PageController.class)
class PageAdvice {

    @ExceptionHandler
    ProblemDetail soldOut(SoldOutException soldOut) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "Sold out");
        problem.setProperty("version", soldOut.version());
        return problem;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> failed(Exception failure) {
        boolean nobody = isCausedBy(failure, NoNodeAvailableException.class);
        HttpStatus status = nobody ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.INTERNAL_SERVER_ERROR;
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, trace(failure));
        problem.setProperty("outcomeUnknown", isCausedBy(failure, CommitOutcomeUnknownException.class));
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
        return (nobody ? answer.header(HttpHeaders.RETRY_AFTER, "1") : answer).body(problem);
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(type::isInstance);
    }

    /** Whoever reads the suite's report wants to know. */
    private static String trace(Exception failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
