package io.github.jdbcreplicated.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What runs in {@link ChildJvm}: starts a cluster, tells its processes, and stays until its input ends. */
final class ChildCluster {

    private ChildCluster() {}

    /** Given the number of replicas, and perhaps "frozen" to freeze the last of them. Never closes the cluster. */
    public static void main(String[] arguments) throws IOException, SQLException {
        int replicas = Integer.parseInt(arguments[0]);
        PostgresCluster cluster = PostgresCluster.builder().replicas(replicas).start();
        Notes.create(cluster);
        Notes.write(cluster.primary(), "child");
        cluster.awaitCaughtUp(Notes.SOON);
        PrintStream out = System.out;
        PostgresNode last = cluster.nodes().get(replicas);
        out.println(Notes.count(last, "child") + " row");
        out.println(processes(cluster));
        if (arguments.length > 1) {
            last.freeze();
        }
        out.println("ready");
        System.in.transferTo(OutputStream.nullOutputStream());
    }

    private static String processes(PostgresCluster cluster) {
        return cluster.nodes().stream()
                .flatMap(node -> ProcessHandle.of(node.pid()).stream())
                .flatMap(server -> Stream.concat(Stream.of(server), server.children()))
                .map(process -> Long.toString(process.pid()))
                .collect(Collectors.joining(" "));
    }
}
