package io.github.jdbcreplicated.demo.page;

import io.github.jdbcreplicated.Route;
import io.github.jdbcreplicated.demo.traffic.ServedRequest;
import java.util.List;

/** The latest requests and the nodes that served them, and requests to try. */
record RequestsPart(List<ServedRequest> requests) {

    String html() {
        return """
                <h2>Last requests</h2>
                <table>
                %s</table>
                <p class="try">Try <a href="/visits">/visits</a>, <a href="/browse">/browse</a>,
                <a href="/report">/report</a>, <a href="/messages">/messages</a>, or a search:</p>
                <form class="try" method="post" action="/search">
                <input name="q" required aria-label="Search" placeholder="POST /search"><button>Search</button>
                </form>
                """.formatted(
                        requests.isEmpty()
                                ? "<tr><td>none before this one</td></tr>\n"
                                : Html.each(requests, RequestsPart::row));
    }

    private static String row(ServedRequest request) {
        return "<tr><td>%s %s</td><td>%d</td><td>%s</td></tr>\n"
                .formatted(
                        Html.text(request.method()),
                        Html.text(request.path()),
                        request.status(),
                        Html.each(request.routes(), RequestsPart::route));
    }

    static String route(Route route) {
        return "<span class=\"node %s\">%s</span> <small>%s</small> "
                .formatted(
                        route.node().startsWith("replica") ? "replica" : "primary",
                        Html.text(route.node()),
                        Html.text(route.reason()));
    }
}
