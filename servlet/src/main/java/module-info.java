/** A replication scope per HTTP request. */
module io.github.jdbcreplicated.servlet {
    requires transitive io.github.jdbcreplicated;
    requires transitive jakarta.servlet;
    requires static com.google.errorprone.annotations;
    requires static org.jspecify;

    exports io.github.jdbcreplicated.servlet;
    exports io.github.jdbcreplicated.servlet.replay;
}
