package io.github.jdbcreplicated.testkit.history.mutants;

import io.github.jdbcreplicated.testkit.PostgresNode;
import java.util.List;

/** What the operator has told a router about the servers. Belongs to the test's thread, like all around it. */
final class Servers {

    private PostgresNode primary;
    private List<PostgresNode> replicas;
    private Runnable whileWaiting = () -> {};

    Servers(PostgresNode primary, List<PostgresNode> replicas) {
        this.primary = primary;
        this.replicas = replicas;
    }

    PostgresNode primary() {
        return primary;
    }

    List<PostgresNode> replicas() {
        return replicas;
    }

    void are(PostgresNode newPrimary, List<PostgresNode> newReplicas) {
        primary = newPrimary;
        replicas = List.copyOf(newReplicas);
    }

    /** What happens in the world while a router waits for a replica to catch up. */
    void meanwhile(Runnable event) {
        whileWaiting = event;
    }

    void awaitReplay() {
        whileWaiting.run();
    }
}
