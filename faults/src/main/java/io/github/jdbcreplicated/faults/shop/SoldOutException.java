package io.github.jdbcreplicated.faults.shop;

/** An answer that is no success and no failure either. */
final class SoldOutException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long version;

    SoldOutException(long version) {
        super("Sold out");
        this.version = version;
    }

    long version() {
        return version;
    }
}
