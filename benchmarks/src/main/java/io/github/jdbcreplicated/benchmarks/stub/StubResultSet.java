package io.github.jdbcreplicated.benchmarks.stub;

/** One row of one number. */
final class StubResultSet extends UnsupportedResultSet {
    private final long value;
    private boolean read;
    private boolean closed;

    StubResultSet(long value) {
        this.value = value;
    }

    @Override
    public boolean next() {
        boolean isFirst = !read;
        read = true;
        return isFirst;
    }

    @Override
    public long getLong(int column) {
        return value;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
