package io.github.jdbcreplicated.demo.board;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads and posts messages. */
@RestController
final class MessageController {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final MessageBoard board;

    MessageController(MessageBoard board) {
        this.board = board;
    }

    @GetMapping("/messages")
    List<Message> latest() {
        return board.latest();
    }

    @GetMapping("/messages/{id}")
    Message one(@PathVariable String id) {
        return number(id).flatMap(board::find).orElseThrow(() -> new NoSuchMessageException(id));
    }

    @PutMapping("/messages/{id}")
    Message edit(@PathVariable String id, @RequestParam(required = false) @Nullable String text) {
        String checked = new FormField("text", text).text();
        return number(id)
                .flatMap(number -> board.edit(number, checked))
                .orElseThrow(() -> new NoSuchMessageException(id));
    }

    /** A browser is sent back to the board; a program is given the message. */
    @PostMapping("/messages")
    ResponseEntity<Message> post(
            @RequestParam(required = false) @Nullable String text,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") String accept) {
        Message message = board.post(new FormField("text", text).text());
        if (accept.contains("application/json")) {
            return ResponseEntity.created(URI.create("/messages/" + message.id()))
                    .body(message);
        }
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/"))
                .build();
    }

    private static Optional<Long> number(String id) {
        return NUMBER.matcher(id).matches() ? Optional.of(Long.valueOf(id)) : Optional.empty();
    }
}
