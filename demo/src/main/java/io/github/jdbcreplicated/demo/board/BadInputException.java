package io.github.jdbcreplicated.demo.board;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** A request says something that is not allowed; the message is for whoever sent it. */
@ResponseStatus(HttpStatus.BAD_REQUEST)
final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadInputException(String message) {
        super(message);
    }
}
