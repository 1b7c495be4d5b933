package io.github.jdbcreplicated.demo.lab;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is no node or action of that name; the message lists those that there are. */
@ResponseStatus(HttpStatus.NOT_FOUND)
final class NoSuchNameException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoSuchNameException(String message) {
        super(message);
    }
}
