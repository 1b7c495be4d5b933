package io.github.jdbcreplicated.demo.board;

import io.github.jdbcreplicated.UsePrimary;
import io.github.jdbcreplicated.UseReplica;
import io.github.jdbcreplicated.demo.board.Visits.Visit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The cases where the HTTP method alone does not tell where to go. */
@RestController
final class VisitController {
    private final MessageBoard board;
    private final Visits visits;

    VisitController(MessageBoard board, Visits visits) {
        this.board = board;
        this.visits = visits;
    }

    /** How many visits there were. */
    record Counted(long visits) {}

    /** What must not be a moment old. */
    record Report(long messages, List<Message> latest) {}

    /** A GET that writes: the statement tells. */
    @GetMapping("/visits")
    Counted visits() {
        return new Counted(visits.count());
    }

    /** A GET that reads and then writes in one transaction: the transaction tells. */
    @GetMapping("/browse")
    Visit browse() {
        return visits.browse();
    }

    /** A GET that wants to read what was written just now: the annotation tells. */
    @UsePrimary
    @GetMapping("/report")
    Report report() {
        return new Report(board.count(), board.latest());
    }

    /** A POST that only reads: the annotation tells. */
    @UseReplica
    @PostMapping("/search")
    List<Message> search(@RequestParam(required = false) @Nullable String q) {
        return board.search(new FormField("q", q).text());
    }
}
