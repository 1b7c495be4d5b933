package io.github.jdbcreplicated.demo.lab;

import io.github.jdbcreplicated.testkit.PostgresCluster;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Service;

/** The servers of the cluster, and what can be done to them. */
@Service
public final class Lab {
    private final PostgresCluster cluster;
    private final List<LabNode> nodes;

    Lab(PostgresCluster cluster) {
        this.cluster = cluster;
        this.nodes = cluster.nodes().stream().map(LabNode::new).toList();
    }

    /** All servers as they are now, the one started as primary first. */
    public List<NodeReport> nodes() {
        return nodes.parallelStream().map(LabNode::report).toList();
    }

    NodeReport perform(String nodeName, String actionName) {
        LabNode node = node(nodeName);
        Action action = Action.named(actionName)
                .orElseThrow(() -> new NoSuchNameException(
                        "There is no action '" + actionName + "'; there are " + Action.words() + " and lag."));
        require(action, node);
        node.perform(action);
        return node.report();
    }

    NodeReport lag(String nodeName, Lag lag) {
        LabNode node = node(nodeName);
        require(Action.LAG, node);
        node.lag(lag.duration());
        return node.report();
    }

    /** Takes everything back: all servers run, in the part they were started in. */
    List<NodeReport> heal() {
        cluster.heal();
        nodes.forEach(LabNode::healed);
        cluster.awaitCaughtUp(Duration.ofSeconds(20));
        return nodes();
    }

    private static void require(Action action, LabNode node) {
        action.objection(node.report()).ifPresent(objection -> {
            throw new SenselessActionException(objection);
        });
    }

    private LabNode node(String name) {
        return nodes.stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchNameException("There is no node '" + name + "'; there are "
                        + nodes.stream().map(LabNode::name).toList() + "."));
    }
}
