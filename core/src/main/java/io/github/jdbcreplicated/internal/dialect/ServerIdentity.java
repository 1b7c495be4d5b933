package io.github.jdbcreplicated.internal.dialect;

/**
 * Which server this is, and what it does now.
 *
 * @param system the same for a primary and all its replicas
 * @param startedAt when it was started, in its own words, which tells two servers of one system apart
 */
public record ServerIdentity(boolean inRecovery, String system, String startedAt) {
    public boolean isSameServerAs(ServerIdentity other) {
        return system.equals(other.system) && startedAt.equals(other.startedAt);
    }
}
