package io.github.jdbcreplicated.internal.dialect;

/**
 * Which server this is, and what it does now.
 *
 * @param system the same for a primary and all its replicas
 * @param startedAt when it was started, in its own words, which tells two servers of one system apart
 * @param tellsTimeline whether the role that asked may see at once which timeline a replica follows
 */
public record ServerIdentity(boolean inRecovery, String system, String startedAt, boolean tellsTimeline) {
    public boolean isSameServerAs(ServerIdentity other) {
        return system.equals(other.system) && startedAt.equals(other.startedAt);
    }
}
