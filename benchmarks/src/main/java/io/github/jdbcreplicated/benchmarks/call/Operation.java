package io.github.jdbcreplicated.benchmarks.call;

/** The operations of {@link PointSelect}. */
enum Operation {
    READ("read", "Auto-commit read"),
    READ_WITH_PARAMETER("readWithParameter", "Auto-commit read with a parameter"),
    READ_CONFINED("readConfined", "Auto-commit read, nothing stored (no limit)"),
    READ_IN_OWN_UNIT("readInOwnUnit", "Auto-commit read, a unit of work opened and closed for each"),
    SPRING_TRANSACTION("springTransaction", "Spring's read-only transaction"),
    SCOPE("scope", "Scope opened and closed, nothing else");

    private final String method;
    private final String title;

    Operation(String method, String title) {
        this.method = method;
        this.title = title;
    }

    String method() {
        return method;
    }

    String title() {
        return title;
    }
}
