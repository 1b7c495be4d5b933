package io.github.jdbcreplicated.demo.page;

import io.github.jdbcreplicated.ClusterState;
import io.github.jdbcreplicated.NodeState;
import java.util.Locale;
import java.util.stream.Stream;

/** What the application knows of a server, half a second old at most; the lab itself asks the server. */
record RouterLine(ClusterState cluster) {

    String of(String name) {
        return Stream.concat(Stream.of(cluster.primary()), cluster.replicas().stream())
                .filter(node -> node.name().equals(name))
                .map(RouterLine::line)
                .findFirst()
                .orElse("");
    }

    private static String line(NodeState node) {
        return "<p><small>for the application: %s, %s%s</small></p>"
                .formatted(node.role().name().toLowerCase(Locale.ROOT), Html.text(work(node)), lag(node));
    }

    private static String work(NodeState node) {
        if (node.drained()) {
            return "drained";
        }
        return node.up() ? "given work" : node.evidence();
    }

    private static String lag(NodeState node) {
        return node.lagBytes() == null || node.lag() == null
                ? ""
                : ", " + node.lagBytes() + " bytes and " + node.lag().toMillis() + " ms behind at most";
    }
}
