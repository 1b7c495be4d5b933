package io.github.jdbcreplicated.demo.board;

import java.time.Instant;

/** A message on the board. */
public record Message(long id, String text, Instant writtenAt) {}
