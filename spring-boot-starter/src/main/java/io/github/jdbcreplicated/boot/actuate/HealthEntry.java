package io.github.jdbcreplicated.boot.actuate;

import java.util.Map;

/**
 * An entry of the health component, for either of Spring Boot's health contracts.
 *
 * @param status a name that Spring Boot knows, or {@link #UNAVAILABLE}
 * @param details what is known, for people
 */
record HealthEntry(String status, Map<String, Object> details) {
    static final String UP = "UP";
    static final String DOWN = "DOWN";

    /** Known to Spring Boot, and not counted against the application. */
    static final String UNKNOWN = "UNKNOWN";

    /** Of ours, so not counted by Spring Boot. */
    static final String UNAVAILABLE = "UNAVAILABLE";
}
