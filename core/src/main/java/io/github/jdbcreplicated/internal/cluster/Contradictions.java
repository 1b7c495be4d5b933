package io.github.jdbcreplicated.internal.cluster;

import io.github.jdbcreplicated.internal.dialect.ServerIdentity;
import java.sql.Connection;
import java.util.List;

/** Where servers' answers and the configuration do not agree; each has its own message. */
final class Contradictions {
    private Contradictions() {}

    /** Throws for the first contradiction; what did not answer contradicts nothing, except wrong credentials. */
    static void check(String cluster, List<Finding> findings, boolean followFailover) {
        Finding primary = findings.get(0);
        checkCredentials(primary);
        boolean moved = followFailover && hasMoved(findings, primary);
        for (Finding finding : findings) {
            if (!moved) {
                checkRole(finding, primary);
            }
            checkDefaults(finding, primary);
        }
        for (int i = 0; i < findings.size(); i++) {
            for (int j = i + 1; j < findings.size(); j++) {
                checkPair(cluster, findings.get(i), findings.get(j));
            }
        }
    }

    /** Whether one of the replicas was promoted, and the configured primary takes no writes: a start after a failover. */
    private static boolean hasMoved(List<Finding> findings, Finding primary) {
        ServerIdentity configured = primary.identity();
        long promoted = findings.stream()
                .filter(finding -> !finding.node().isConfiguredPrimary())
                .filter(finding ->
                        finding.identity() != null && !finding.identity().inRecovery())
                .count();
        return promoted == 1 && (configured == null || configured.inRecovery());
    }

    private static void checkCredentials(Finding primary) {
        if (primary.failure() != null && Failure.isAboutLogin(primary.failure())) {
            throw contradiction(
                    primary,
                    "the server refused the login: " + Failure.describe(primary.failure())
                            + ". Check the pool's user name, password and database");
        }
    }

    private static void checkRole(Finding finding, Finding primary) {
        ServerIdentity identity = finding.identity();
        if (identity == null || identity.inRecovery() != finding.node().isConfiguredPrimary()) {
            return;
        }
        if (finding.node().isConfiguredPrimary()) {
            throw contradiction(
                    finding,
                    "the server is a replica (pg_is_in_recovery() is true); a primary takes writes. Name the"
                            + " server that takes writes here, and this one as a replica");
        }
        if (primary.identity() != null && identity.isSameServerAs(primary.identity())) {
            throw contradiction(
                    finding,
                    "it reaches the same server as " + primary.setting()
                            + "; each node must be a server of its own. Check the two URLs");
        }
        throw contradiction(
                finding,
                "the server is a primary (pg_is_in_recovery() is false); a replica follows the primary. Reads"
                        + " from here could be of other data: check the URL, or whether it was promoted");
    }

    private static void checkDefaults(Finding finding, Finding primary) {
        ConnectionDefaults defaults = finding.defaults();
        if (finding.node().isConfiguredPrimary()) {
            return;
        }
        if (isSerializable(finding)) {
            throw contradiction(
                    finding,
                    "its pool sets isolation SERIALIZABLE, which a hot standby cannot serve; allowed are READ"
                            + " UNCOMMITTED, READ COMMITTED and REPEATABLE READ");
        }
        if (defaults == null) {
            return;
        }
        if (primary.defaults() != null && primary.defaults().autoCommit() != defaults.autoCommit()) {
            throw contradiction(
                    finding,
                    "its pool's connections come with autocommit " + onOff(defaults.autoCommit())
                            + ", those of " + primary.setting() + " with autocommit "
                            + onOff(primary.defaults().autoCommit()) + "; set both pools alike");
        }
    }

    /** A standby refuses the first statement of such a connection, even the one that asks for its isolation. */
    private static boolean isSerializable(Finding finding) {
        return finding.defaults() == null
                ? finding.failure() != null && Failure.isAboutIsolation(finding.failure())
                : finding.defaults().isolation() == Connection.TRANSACTION_SERIALIZABLE;
    }

    private static void checkPair(String cluster, Finding one, Finding other) {
        ServerIdentity identity = one.identity();
        ServerIdentity otherIdentity = other.identity();
        if (identity == null || otherIdentity == null) {
            return;
        }
        if (identity.isSameServerAs(otherIdentity)) {
            throw contradiction(
                    other,
                    "it reaches the same server as " + one.setting()
                            + "; each node must be a server of its own. Check the two URLs");
        }
        if (!identity.system().equals(otherIdentity.system())) {
            throw contradiction(
                    other,
                    "the server does not belong to the same database system as " + one.setting()
                            + " (their system identifiers differ), so cluster '" + cluster
                            + "' would serve other data; check the URL");
        }
    }

    private static String onOff(boolean autoCommit) {
        return autoCommit ? "on" : "off";
    }

    private static IllegalArgumentException contradiction(Finding finding, String what) {
        return new IllegalArgumentException(finding.setting() + ": " + what);
    }
}
