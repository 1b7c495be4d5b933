package io.github.jdbcreplicated.demo.lab;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a server says it is. */
public enum Role {
    /** It takes writes. */
    @JsonProperty("primary")
    PRIMARY,
    /** It follows a primary. */
    @JsonProperty("replica")
    REPLICA,
    /** It could not be asked. */
    @JsonProperty("unknown")
    UNKNOWN
}
