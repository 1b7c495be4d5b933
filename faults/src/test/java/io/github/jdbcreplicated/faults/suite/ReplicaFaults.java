package io.github.jdbcreplicated.faults.suite;

import io.github.jdbcreplicated.testkit.PostgresNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** What can happen to one replica while the others and the primary are well. */
final class ReplicaFaults {
    /** Longer than a client should notice, shorter than a probe has patience. */
    private static final Duration SLOW = Duration.ofMillis(300);

    private static final Duration LATE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** One in two or three meets a read. */
    private static final int LOCKS = 6;

    private static final int MOST_LOCKS = 40;

    private static final String LOCK_IS_REPLAYED =
            "select exists (select from pg_catalog.pg_locks where mode = 'AccessExclusiveLock'"
                    + " and relation = 'item'::pg_catalog.regclass and granted)";

    private static final String REPLAY_IS_PAUSED = "select pg_catalog.pg_get_wal_replay_pause_state() = 'paused'";

    static final Fault KILLED = unnoticed("replica killed", 500, of(PostgresNode::kill), of(PostgresNode::start))
            .must(Bars.detected());

    static final Fault FROZEN = unnoticed("replica frozen", 2500, of(PostgresNode::freeze), of(PostgresNode::thaw))
            .must(Bars.detected());

    /** Sessions are reset, because it is new ones that hang. */
    static final Fault POSTMASTER_FROZEN = unnoticed(
                    "only its postmaster frozen, sessions reset",
                    2500,
                    scene -> {
                        scene.replica().freezePostmaster();
                        scene.replica().network().reset();
                    },
                    of(PostgresNode::thaw))
            .must(Bars.detected());

    static final Fault BLACKHOLED = unnoticed(
                    "replica blackholed",
                    2500,
                    of(node -> node.network().blackhole()),
                    of(node -> node.network().heal()))
            .must(Bars.detected());

    /** New connections are fine, so that it need not go out. */
    static final Fault RESET = unnoticed(
            "connections to the replica reset", 500, of(node -> node.network().reset()), Act.NOTHING);

    static final Fault SLOW_ANSWERS = unnoticed(
            "every answer of the replica 300 ms late",
            2500,
            of(node -> node.network().delay(SLOW)),
            of(node -> node.network().heal()));

    static final Fault NO_CONNECTIONS = unnoticed(
                    "replica out of connections",
                    2500,
                    scene -> scene.holding(Crowd.in(scene.replica())),
                    Scene::release)
            .must(Bars.detected());

    /** Reads without a floor may go on there: it is not later than max-lag. */
    static final Fault PAUSED =
            unnoticed("replay paused", 2500, of(PostgresNode::pauseReplay), of(PostgresNode::resumeReplay));

    static final Fault DELAYED = unnoticed(
            "replay 2 s late", 2500, of(node -> node.applyDelay(LATE)), of(node -> node.applyDelay(Duration.ZERO)));

    static final Fault BACKEND_CRASHED = unnoticed(
            "one backend of the replica crashed",
            500,
            of(node -> node.killProcess("client backend")),
            of(node -> node.awaitConnectable(PATIENCE)));

    static final Fault ROLLING_RESTART = unnoticed(
                    "every replica restarted in turn", 500, ReplicaFaults::restartAll, Act.NOTHING)
            .lasting(Duration.ofSeconds(1));

    /** {@code SELECT 1} is fine, and all reads of that table hang. */
    static final Fault TABLE_LOCKED = unnoticed(
                    "table locked by replay", 2500, ReplicaFaults::lockTable, of(PostgresNode::resumeReplay))
            .must(Bars.detected());

    static final Fault CONFLICTS = unnoticed(
                    "reads cancelled by replay (recovery conflict)", 500, ReplicaFaults::provokeConflicts, Act.NOTHING)
            .lasting(Duration.ZERO);

    /** It says of itself that it has replayed all that it has received. */
    static final Fault CUT_OFF = unnoticed(
                    "replica cut off from its primary",
                    500,
                    of(node -> node.replicationNetwork().blackhole()),
                    of(node -> node.replicationNetwork().heal()))
            .prepared(of(PostgresNode::replicationNetwork));

    static final Fault PASSWORD_ROTATED = unnoticed(
                    "password rotated on the replica",
                    500,
                    scene -> {
                        scene.run(scene.primary(), "alter role " + Stage.REPLICA_ROLE + " password 'rotated'");
                        scene.replica().awaitReplayed(scene.primary().writePosition(), PATIENCE);
                        scene.replica().network().reset();
                    },
                    scene -> scene.run(
                            scene.primary(),
                            "alter role " + Stage.REPLICA_ROLE + " password '" + Stage.REPLICA_PASSWORD + "'"))
            .must(Bars.detected());

    private ReplicaFaults() {}

    static List<Fault> all() {
        return List.of(
                KILLED,
                FROZEN,
                POSTMASTER_FROZEN,
                BLACKHOLED,
                RESET,
                SLOW_ANSWERS,
                NO_CONNECTIONS,
                LogDisk.FULL,
                PAUSED,
                DELAYED,
                BACKEND_CRASHED,
                ROLLING_RESTART,
                TABLE_LOCKED,
                CONFLICTS,
                CUT_OFF,
                PASSWORD_ROTATED);
    }

    /** A fault of one replica, which no client may notice but by that time. */
    static Fault unnoticed(String name, long slowestMillis, Act inject, Act remove) {
        return Fault.of(name, inject, remove)
                .must(Bars.NO_FAILED_GET, Bars.NO_FAILED_WRITE, Bars.slowest(slowestMillis), Bars.FEW_REPLAYS);
    }

    private static Act of(java.util.function.Consumer<PostgresNode> what) {
        return scene -> what.accept(scene.replica());
    }

    private static void restartAll(Scene scene) {
        for (PostgresNode replica : scene.cluster().replicas()) {
            replica.restart();
            if (!scene.awaitIn(replica)) {
                scene.note(replica.name() + " was not given work within 10 s of its restart");
            }
        }
    }

    /** The lock is replayed, its end is not. All sessions are there before: meanwhile everybody waits. */
    private static void lockTable(Scene scene) throws Exception {
        try (Statement locking = scene.session(scene.primary()).createStatement();
                Statement other = scene.session(scene.primary()).createStatement();
                Statement replica = scene.session(scene.replica()).createStatement()) {
            locking.execute("begin; lock table item in access exclusive mode");
            // Commits send the lock to the replicas at once, and have them look whether they shall pause.
            Act commit = any -> other.execute("select pg_catalog.pg_logical_emit_message(true, 'faults', '')");
            commit.on(scene);
            Await.until("the lock to be replayed", PATIENCE, () -> isTrue(replica, LOCK_IS_REPLAYED));
            replica.execute("select pg_catalog.pg_wal_replay_pause()");
            Await.until("replay to pause", PATIENCE, () -> {
                commit.on(scene);
                return isTrue(replica, REPLAY_IS_PAUSED);
            });
            locking.execute("commit");
        }
        scene.injectedAt(System.nanoTime());
    }

    private static boolean isTrue(Statement statement, String query) throws SQLException {
        try (ResultSet answer = statement.executeQuery(query)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    /** Replay waits for no read; locks keep coming, until at least one has met a read. */
    private static void provokeConflicts(Scene scene) {
        for (PostgresNode replica : scene.cluster().replicas()) {
            scene.run(replica, "alter system set max_standby_streaming_delay = 0");
            scene.run(replica, "select pg_catalog.pg_reload_conf()");
        }
        int before = cancelled(scene);
        for (int lock = 0; lock < LOCKS || cancelled(scene) == before; lock++) {
            if (lock == MOST_LOCKS) {
                throw new IllegalStateException(lock + " locks have cancelled no read: the fault did not happen");
            }
            scene.run(scene.primary(), "do $$ begin lock table item in access exclusive mode; end $$");
            Await.passes(Duration.ofMillis(500));
        }
        scene.note(cancelled(scene) - before + " reads were cancelled on the first replica");
    }

    private static int cancelled(Scene scene) {
        return Integer.parseInt(scene.ask(
                scene.replica(),
                "select confl_lock::text from pg_catalog.pg_stat_database_conflicts where datname = 'app'"));
    }
}
