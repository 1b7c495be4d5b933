package io.github.jdbcreplicated.demo.page;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.Route;
import io.github.jdbcreplicated.RoutingMode;
import io.github.jdbcreplicated.demo.board.Message;
import io.github.jdbcreplicated.demo.lab.NodeReport;
import io.github.jdbcreplicated.demo.traffic.ServedRequest;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * The board.
 *
 * @param routes the nodes that served this very request
 * @param requests those that were served before, newest first
 */
record BoardPage(
        List<Message> messages,
        List<Route> routes,
        List<ServedRequest> requests,
        List<NodeReport> nodes,
        RoutingMode mode,
        ClusterState cluster) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    String html() {
        return Html.page("Message board", """
                <header>
                <h1>Message board</h1>
                <p>on a primary and two replicas, mode <b>%s</b></p>
                </header>
                <main>
                <section id="board">
                %s%s%s</section>
                <aside>
                %s%s</aside>
                </main>
                """.formatted(
                        Html.text(mode),
                        servedBy(),
                        form(),
                        Html.each(messages, BoardPage::message),
                        new RequestsPart(requests).html(),
                        new LabPart(nodes, new RouterLine(cluster)).html()));
    }

    private String servedBy() {
        return "<p class=\"served\">This page was read from " + Html.each(routes, RequestsPart::route) + "</p>\n";
    }

    private String form() {
        return """
                <form class="post" method="post" action="/messages">
                <input name="text" maxlength="500" required autofocus placeholder="What is new?" aria-label="Message">
                <button>Post</button>
                </form>
                %s""".formatted(Html.each(
                nodes.stream().filter(NodeReport::showsOldData).toList(), BoardPage::late));
    }

    private static String late(NodeReport node) {
        return "<p class=\"late\">%s %s: what you post is missing here when that node serves the page.</p>\n"
                .formatted(
                        Html.text(node.name()),
                        node.replayPaused()
                                ? "shows nothing new while its replay is paused"
                                : "shows everything " + node.lagMillis() + " ms late");
    }

    private static String message(Message message) {
        return """
                <article><p>%s</p><footer>#%d, %s</footer></article>
                """.formatted(Html.text(message.text()), message.id(), Html.text(TIME.format(message.writtenAt())));
    }
}
