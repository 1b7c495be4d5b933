package io.github.jdbcreplicated.token;

/** How an entry of a token names its cluster. */
sealed interface ClusterKey {
    boolean names(String cluster, String system);

    /** Whether both name the same cluster; false where that cannot be told. */
    default boolean sameAs(ClusterKey other) {
        return equals(other)
                || (other instanceof Named named && names(named.cluster(), named.system()))
                || (this instanceof Named own && other.names(own.cluster(), own.system()));
    }

    /** Of this process: name and database system. */
    record Named(String cluster, String system) implements ClusterKey {
        @Override
        public boolean names(String someCluster, String someSystem) {
            return cluster.equals(someCluster) && system.equals(someSystem);
        }
    }

    /** Of a token that was read: a short hash under the key that verified it. */
    record Keyed(TokenKey key, long id) implements ClusterKey {
        @Override
        public boolean names(String cluster, String system) {
            return key.idOf(cluster, system) == id;
        }
    }
}
