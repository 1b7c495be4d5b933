package io.github.jdbcreplicated.demo.board;

import java.time.Instant;

/**
 * A message on the board.
 *
 * @param version 1, and one more with each edit
 * @param boardVersion how many changes to the whole board could be seen where, and when, this was read
 */
public record Message(long id, String text, long version, Instant writtenAt, long boardVersion) {}
