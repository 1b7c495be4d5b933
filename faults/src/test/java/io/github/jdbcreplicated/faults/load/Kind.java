package io.github.jdbcreplicated.faults.load;

/** What clients ask for. */
public enum Kind {
    /** 30 KB by JPA, read on by the template while it is written. */
    PAGE("GET", "/page", 200),
    /** A row as JSON. */
    JSON("GET", "/api/items/%s", 200),
    /** The same, after 50 ms in the database. */
    REPORT("GET", "/api/items/%s/report", 200),
    /** The same, after 100 ms in the database. */
    LONG_REPORT("GET", "/api/items/%s/long-report", 200),
    /** A ProblemDetail of the advice. */
    SOLD_OUT("GET", "/items/%s/sold-out", 409),
    /** What {@code sendError} makes. */
    GONE("GET", "/items/%s/gone", 410),
    /** Where an order redirects to, with its flash attribute. */
    ORDERED("GET", "/items/%s/ordered", 200),
    /** A form that redirects. */
    ORDER("POST", "/items/%s/orders", 302),
    /** A write by a program. */
    PUT("PUT", "/api/items/%s", 200);

    private final String method;
    private final String path;
    private final int expected;

    Kind(String method, String path, int expected) {
        this.method = method;
        this.path = path;
        this.expected = expected;
    }

    public boolean isWrite() {
        return !isGet();
    }

    public boolean isGet() {
        return method.equals("GET");
    }

    String method() {
        return method;
    }

    String path(String key) {
        return String.format(path, key);
    }

    boolean isExpected(int status) {
        return status == expected || (this == ORDER && status == 303);
    }
}
