package io.github.jdbcreplicated.demo.lab;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** That is no lag; the message tells what is allowed. */
@ResponseStatus(HttpStatus.BAD_REQUEST)
final class BadLagException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadLagException(String message) {
        super(message);
    }
}
