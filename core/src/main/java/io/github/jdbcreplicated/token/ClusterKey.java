package io.github.jdbcreplicated.token;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How an entry of a token names its cluster. */
sealed interface ClusterKey {
    boolean names(String cluster, String system);

    /** Whether both name the same cluster; false where that cannot be told. */
    default boolean sameAs(ClusterKey other) {
        return equals(other)
                || (other instanceof Named named && names(named.cluster(), named.system()))
                || (this instanceof Named own && other.names(own.cluster(), own.system()));
    }

    /** Whether this is the name of a cluster that was met here. */
    boolean isMet();

    /** The same cluster's name under the first of the keys; null where it is none of those that any key has met. */
    @Nullable
    Keyed underFirst(List<TokenKey> keys);

    /** Of this process: name and database system. */
    record Named(String cluster, String system) implements ClusterKey {
        @Override
        public boolean names(String someCluster, String someSystem) {
            return cluster.equals(someCluster) && system.equals(someSystem);
        }

        @Override
        public boolean isMet() {
            return true;
        }

        @Override
        public Keyed underFirst(List<TokenKey> keys) {
            return new Keyed(keys.get(0), keys.get(0).idOf(this));
        }
    }

    /** Of a token that was read: a short hash under the key that verified it. */
    record Keyed(TokenKey key, long id) implements ClusterKey {
        @Override
        public boolean names(String cluster, String system) {
            return key.idOf(cluster, system) == id;
        }

        @Override
        public boolean isMet() {
            return key.hasMet(id);
        }

        @Override
        public @Nullable Keyed underFirst(List<TokenKey> keys) {
            if (key.namesLike(keys.get(0))) {
                return new Keyed(keys.get(0), id);
            }
            return Stream.concat(Stream.of(key), keys.stream())
                    .flatMap(one -> one.met().stream())
                    .filter(cluster -> key.idOf(cluster) == id)
                    .findFirst()
                    .map(cluster -> cluster.underFirst(keys))
                    .orElse(null);
        }
    }
}
