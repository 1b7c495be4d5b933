package io.github.jdbcreplicated.demo.page;

import io.github.jdbcreplicated.demo.lab.NodeReport;
import io.github.jdbcreplicated.demo.lab.Role;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The servers, each with what the application knows of it and the buttons that make sense for it now. */
record LabPart(List<NodeReport> nodes, RouterLine router) {

    String html() {
        return """
                <h2 id="lab">Lab</h2>
                %s<form method="post" action="/lab/heal"><button>Heal everything</button></form>
                """.formatted(Html.each(nodes, this::node));
    }

    private String node(NodeReport node) {
        return """
                <div class="server">
                <p><b>%s</b> <span class="state %s">%s</span> <small>port %d%s</small></p>
                %s
                <div class="buttons">
                %s</div>
                </div>
                """.formatted(
                        Html.text(node.name()),
                        node.running() && !node.frozen() ? "up" : "out",
                        Html.text(state(node)),
                        node.port(),
                        position(node.position()),
                        router.of(node.name()),
                        buttons(node));
    }

    private static String state(NodeReport node) {
        if (!node.running()) {
            return "down";
        }
        if (node.frozen()) {
            return "frozen";
        }
        return node.role().name().toLowerCase(Locale.ROOT)
                + (node.replayPaused() ? ", replay paused" : "")
                + (node.lagMillis() > 0 ? ", " + node.lagMillis() + " ms late" : "");
    }

    private static String position(@Nullable String position) {
        return position == null ? "" : ", at " + Html.text(position);
    }

    private static String buttons(NodeReport node) {
        if (!node.running()) {
            return button(node, "start", "Start");
        }
        if (node.frozen()) {
            return button(node, "thaw", "Thaw") + button(node, "kill", "Kill");
        }
        return (node.role() == Role.REPLICA ? replicaButtons(node) : "")
                + button(node, "freeze", "Freeze")
                + button(node, "kill", "Kill");
    }

    private static String replicaButtons(NodeReport node) {
        return (node.replayPaused() ? button(node, "resume", "Resume") : button(node, "pause", "Pause"))
                + (node.lagMillis() > 0
                        ? button(node, "lag?millis=0", "No lag")
                        : button(node, "lag?millis=5000", "Lag 5 s"))
                + button(node, "promote", "Promote");
    }

    private static String button(NodeReport node, String action, String label) {
        return "<form method=\"post\" action=\"/lab/nodes/%s/%s\"><button>%s</button></form>\n"
                .formatted(Html.text(node.name()), Html.text(action), Html.text(label));
    }
}
