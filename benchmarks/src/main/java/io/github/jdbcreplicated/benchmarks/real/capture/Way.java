package io.github.jdbcreplicated.benchmarks.real.capture;

/** What a writer does besides writing. */
enum Way {
    BARE("HikariCP"),
    BARE_AGAIN("HikariCP, again (noise)"),
    OFF("ours, no capture"),
    ONE_BY_ONE("HikariCP, each asks on its connection"),
    SHARED("ours, captures shared");

    private final String label;

    Way(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
