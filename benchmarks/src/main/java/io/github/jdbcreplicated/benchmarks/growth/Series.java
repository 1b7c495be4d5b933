package io.github.jdbcreplicated.benchmarks.growth;

import java.util.List;

/** What grows, and what is measured of it. */
enum Series {
    REPLICAS("replicas", "A read in a unit of its own, by replicas", 2, 1, 2, 4, 8, 16, 32, 64),
    /** As the first of the sizes above: how far two equal things lie apart. */
    REPLICAS_AGAIN("replicas", "The same again (noise)", 2, 2),
    /** The part of it that is the processor's caches', which more pools fill: no choice is made there but by lot. */
    BARE_POOLS("bare pools", "Bare HikariCP, one pool drawn by lot, by pools", 2, 1, 2, 4, 8, 16, 32, 64),
    THREADS("threads", "A read in a unit of its own, by threads", 1, 1, 4, 16, 64, 256),
    THREADS_OF_BARE_POOL("threads, bare", "Bare HikariCP, by threads", 1, 1, 4, 16, 64, 256),
    CLUSTERS("clusters", "A read in each of so many clusters of one unit; figures for one read", 1, 1, 2, 4, 8, 16),
    SCOPES("scopes", "A read in so many nested scopes", 1, 1, 2, 4, 8),
    TOKENS("clusters in the token", "A token written and read", 1, 1, 2, 4, 8, 16);

    private final String what;
    private final String title;
    private final int base;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody changes
    private final List<Integer> sizes;

    Series(String what, String title, int base, Integer... sizes) {
        this.what = what;
        this.title = title;
        this.base = base;
        this.sizes = List.of(sizes);
    }

    /** What its sizes count. */
    String what() {
        return what;
    }

    String title() {
        return title;
    }

    /** The size that the others are compared with. */
    int base() {
        return base;
    }

    List<Integer> sizes() {
        return sizes;
    }
}
