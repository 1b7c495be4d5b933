package io.github.jdbcreplicated.demo.board;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is no message of that number. */
@ResponseStatus(HttpStatus.NOT_FOUND)
final class NoSuchMessageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoSuchMessageException(String id) {
        super("There is no message '" + id + "'.");
    }
}
