package io.github.jdbcreplicated.benchmarks.stub;

/** The one column of an answer. */
final class StubResultSetMetaData extends UnsupportedResultSetMetaData {
    @Override
    public int getColumnCount() {
        return 1;
    }

    @Override
    public String getColumnLabel(int column) {
        return "balance";
    }
}
