package io.github.jdbcreplicated.faults.shop;

import io.github.jdbcreplicated.CommitOutcomeUnknownException;
import io.github.jdbcreplicated.NoNodeAvailableException;
import io.github.jdbcreplicated.spi.UnitOfWork;
import io.github.jdbcreplicated.spi.UnitOfWork.Mark;
import java.util.stream.Collectors;
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
        boolean nobody = wasServedByNobody(failure);
        HttpStatus status = nobody ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.INTERNAL_SERVER_ERROR;
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, causes(failure));
        problem.setProperty("outcomeUnknown", isCausedBy(failure, CommitOutcomeUnknownException.class));
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
        return (nobody ? answer.header(HttpHeaders.RETRY_AFTER, "1") : answer).body(problem);
    }

    /** What was thrown need not tell: Hibernate's find keeps to itself that it had no connection. */
    private static boolean wasServedByNobody(Exception failure) {
        UnitOfWork request = UnitOfWork.current();
        return isCausedBy(failure, NoNodeAvailableException.class)
                || (request != null && request.has(Mark.UNAVAILABLE) && !request.hasWritten());
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
        return causesOf(failure).anyMatch(type::isInstance);
    }

    /** An answer to people would say less; whoever reads the suite's report wants to know. */
    private static String causes(Exception failure) {
        return causesOf(failure).map(Throwable::toString).collect(Collectors.joining(", caused by "));
    }

    private static Stream<Throwable> causesOf(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
