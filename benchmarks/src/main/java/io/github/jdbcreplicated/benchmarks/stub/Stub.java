package io.github.jdbcreplicated.benchmarks.stub;

import java.sql.SQLFeatureNotSupportedException;

/** What the parts of the stub share. */
final class Stub {
    private Stub() {}

    static SQLFeatureNotSupportedException unsupported() {
        return new SQLFeatureNotSupportedException("The benchmark's stub database does not support this call");
    }
}
