package io.github.jdbcreplicated.boot.app;

import io.github.jdbcreplicated.Consistency;
import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.UsePrimary;
import io.github.jdbcreplicated.UseReplica;
import io.github.jdbcreplicated.servlet.ReplicationFilter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import javax.sql.DataSource;
import org.slf4j.MDC;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** Every answer tells which server gave it. */
@RestController
@RequestMapping("/{board}")
class BoardController {
    private final Map<String, Board> boards;
    private final Transactions transactions;
    private final Disasters disasters;
    private final DataSource dataSource;
    private final RestClient.Builder clients;

    BoardController(
            Map<String, Board> boards,
            Transactions transactions,
            Disasters disasters,
            DataSource dataSource,
            RestClient.Builder clients) {
        this.boards = boards;
        this.transactions = transactions;
        this.disasters = disasters;
        this.dataSource = dataSource;
        this.clients = clients;
    }

    @RequestMapping({"/read", "/read/anything"})
    String read(@PathVariable String board) {
        return server(of(board).isOnReplica());
    }

    @PostMapping("/write")
    String write(@PathVariable String board) {
        of(board).add("posted");
        return "written";
    }

    @GetMapping("/visit")
    String writeInGet(@PathVariable String board) {
        of(board).add("visited");
        return server(of(board).isOnReplica());
    }

    @GetMapping("/read-then-write")
    String readThenWrite(@PathVariable String board) {
        of(board).isOnReplica();
        of(board).add("read before");
        return server(of(board).isOnReplica());
    }

    @RequestMapping("/read-only")
    String readOnly(@PathVariable String board) {
        return server(transactions.readOnly(of(board)));
    }

    @RequestMapping("/read-write")
    String readWrite(@PathVariable String board) {
        return server(transactions.readWrite(of(board)));
    }

    @GetMapping("/serializable")
    String serializable(@PathVariable String board) {
        return server(transactions.serializable(of(board)));
    }

    @UsePrimary
    @GetMapping("/handler-on-primary")
    String handlerOnPrimary(@PathVariable String board) {
        return server(of(board).isOnReplica());
    }

    @UseReplica
    @PostMapping("/handler-on-replica")
    String handlerOnReplica(@PathVariable String board) {
        return server(of(board).isOnReplica());
    }

    @UsePrimary
    @UseReplica
    @GetMapping("/handler-on-both")
    String handlerOnBoth(@PathVariable String board) {
        return server(of(board).isOnReplica());
    }

    @RequestMapping("/service-on-primary")
    String serviceOnPrimary(@PathVariable String board) {
        return server(transactions.onPrimary(of(board)));
    }

    @RequestMapping("/service-on-replica")
    String serviceOnReplica(@PathVariable String board) {
        return server(transactions.onReplica(of(board)));
    }

    @GetMapping("/nested")
    String nested(@PathVariable String board) {
        Board asked = of(board);
        return ReplicationScope.onPrimary(() -> server(asked.isOnReplica()) + " "
                        + ReplicationScope.onReplica(() -> server(asked.isOnReplica())) + " "
                        + server(asked.isOnReplica()))
                + " " + server(asked.isOnReplica());
    }

    @GetMapping("/other-thread")
    String otherThread(@PathVariable String board) {
        return server(CompletableFuture.supplyAsync(() -> of(board).isOnReplica(), ForkJoinPool.commonPool())
                .join());
    }

    @GetMapping("/accepts-writes")
    String acceptsWrites(@RequestAttribute(ReplicationFilter.ACCEPTS_WRITES_ATTRIBUTE) Boolean accepts) {
        return accepts.toString();
    }

    @UseReplica(consistency = Consistency.SESSION)
    @GetMapping("/promised")
    String promised() {
        return Transactions.promised() + ", then " + transactions.promisedOnPrimary();
    }

    /** Has another service write. */
    @GetMapping("/call")
    String call(@RequestParam String url) {
        return String.valueOf(clients.build()
                .post()
                .uri(url)
                .contentType(MediaType.APPLICATION_JSON)
                .retrieve()
                .body(String.class));
    }

    @PostMapping("/reads-on-replica-then-writes")
    String readsOnReplicaThenWrites(@PathVariable String board) {
        return server(disasters.readsOnReplicaThenWrites(of(board)));
    }

    @GetMapping("/reads-then-wants-primary")
    String readsThenWantsPrimary(@PathVariable String board) {
        return server(disasters.readsThenWantsPrimary(of(board)));
    }

    @GetMapping("/wants-primary-at-once")
    String wantsPrimaryAtOnce(@PathVariable String board) {
        return server(disasters.wantsPrimaryAtOnce(of(board)));
    }

    @GetMapping("/log-context")
    String logContext() throws SQLException {
        String before = node();
        String inside;
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(Board.ON_A_REPLICA)) {
            inside = node();
        }
        return before + ", then " + inside.replaceAll("-\\d", "") + ", then " + node();
    }

    private static String node() {
        return String.valueOf(MDC.get("db.node"));
    }

    private Board of(String name) {
        return Objects.requireNonNull(boards.get(name));
    }

    private static String server(boolean replica) {
        return replica ? "replica" : "primary";
    }
}
