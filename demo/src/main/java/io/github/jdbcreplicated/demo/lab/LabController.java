package io.github.jdbcreplicated.demo.lab;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The lab over HTTP. A browser is sent back to the page; a program is given the state after the action. */
@RestController
@RequestMapping("/lab")
final class LabController {
    private static final String NO_PREFERENCE = "*/*";

    private final Lab lab;

    LabController(Lab lab) {
        this.lab = lab;
    }

    /** The cluster now. */
    record Report(List<NodeReport> nodes) {}

    @GetMapping
    Report lab() {
        return new Report(lab.nodes());
    }

    @PostMapping("/nodes/{name}/{action}")
    ResponseEntity<NodeReport> perform(
            @PathVariable String name,
            @PathVariable String action,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = NO_PREFERENCE) String accept) {
        return answer(lab.perform(name, action), accept);
    }

    @PostMapping("/nodes/{name}/lag")
    ResponseEntity<NodeReport> lag(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String millis,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = NO_PREFERENCE) String accept) {
        return answer(lab.lag(name, Lag.ofMillis(millis)), accept);
    }

    @PostMapping("/heal")
    ResponseEntity<Report> heal(@RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = NO_PREFERENCE) String accept) {
        return answer(new Report(lab.heal()), accept);
    }

    private static <T> ResponseEntity<T> answer(T state, String accept) {
        return accept.contains("text/html")
                ? ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create("/#lab"))
                        .build()
                : ResponseEntity.ok(state);
    }
}
