package io.github.jdbcreplicated.boot.actuate;

import io.github.jdbcreplicated.ReplicatedDataSource;

/** What the endpoint can do with a node. */
public enum Maintenance {
    /** Gives it no more work. */
    DRAIN {
        @Override
        void of(String node, ReplicatedDataSource cluster) {
            cluster.drain(node);
        }
    },
    /** Gives it work again. */
    ADMIT {
        @Override
        void of(String node, ReplicatedDataSource cluster) {
            cluster.admit(node);
        }
    };

    abstract void of(String node, ReplicatedDataSource cluster);
}
