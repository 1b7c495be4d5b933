package io.github.jdbcreplicated.faults.shop;

/** How often an item was written, as JSON. */
record ItemVersion(String key, long version) {}
