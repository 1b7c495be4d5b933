package io.github.jdbcreplicated.demo.page;

import io.github.jdbcreplicated.ReplicatedDataSource;
import io.github.jdbcreplicated.demo.board.Message;
import io.github.jdbcreplicated.demo.board.MessageBoard;
import io.github.jdbcreplicated.demo.lab.Lab;
import io.github.jdbcreplicated.demo.traffic.Traffic;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page. */
@RestController
final class HomeController {
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final MessageBoard board;
    private final Traffic traffic;
    private final Lab lab;
    private final ReplicatedDataSource dataSource;

    HomeController(MessageBoard board, Traffic traffic, Lab lab, DataSource dataSource) throws SQLException {
        this.board = board;
        this.traffic = traffic;
        this.lab = lab;
        this.dataSource = dataSource.unwrap(ReplicatedDataSource.class);
    }

    @GetMapping("/")
    ResponseEntity<String> home() {
        List<Message> messages = board.latest();
        BoardPage page = new BoardPage(
                messages, traffic.routesSoFar(), traffic.latest(), lab.nodes(), dataSource.mode(), dataSource.state());
        return ResponseEntity.ok().contentType(HTML).body(page.html());
    }
}
