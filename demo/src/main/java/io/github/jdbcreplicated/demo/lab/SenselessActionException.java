package io.github.jdbcreplicated.demo.lab;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The node is not in a state for that; the message tells why. */
@ResponseStatus(HttpStatus.CONFLICT)
final class SenselessActionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SenselessActionException(String message) {
        super(message);
    }
}
