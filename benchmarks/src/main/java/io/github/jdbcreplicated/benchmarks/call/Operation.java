package io.github.jdbcreplicated.benchmarks.call;

/** The operations of {@link PointSelect}, in the order of the report. */
enum Operation {
    READ("read", "Without a parameter", true),
    READ_WITH_PARAMETER("readWithParameter", "With one parameter", true),
    READ_CONFINED("readConfined", "Without a parameter, nothing stored", false),
    READ_WITH_PARAMETER_CONFINED("readWithParameterConfined", "With one parameter, nothing stored", false);

    private final String method;
    private final String title;
    private final boolean bar;

    Operation(String method, String title, boolean bar) {
        this.method = method;
        this.title = title;
        this.bar = bar;
    }

    /** A pattern that matches this operation's benchmark alone. */
    String pattern() {
        return PointSelect.class.getName().replace(".", "\\.") + "\\." + method + "$";
    }

    String title() {
        return title;
    }

    /** Whether a limit is set for it; the others are shown beside. */
    boolean hasBar() {
        return bar;
    }
}
