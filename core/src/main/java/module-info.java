/** Routes SQL between a primary and its replicas, over plain JDBC. */
module io.github.jdbcreplicated {
    requires transitive java.sql;
    requires static transitive com.google.errorprone.annotations;
    requires static transitive org.jspecify;

    exports io.github.jdbcreplicated;
    exports io.github.jdbcreplicated.spi;
    exports io.github.jdbcreplicated.token;
}
