package io.github.jdbcreplicated.demo.board;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** What a request gets whose server is down: a 503, as it is nobody's mistake and may pass. */
@ControllerAdvice
final class UnreachableAdvice {
    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessResourceException.class,
        CannotCreateTransactionException.class
    })
    void unreachable(Exception failure, HttpServletResponse response) throws IOException {
        response.sendError(
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "The server that this needs cannot be reached. GET /lab tells which ones run.");
    }
}
