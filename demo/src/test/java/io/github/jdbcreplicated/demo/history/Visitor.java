package io.github.jdbcreplicated.demo.history;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Somebody who uses the board: now and then he edits his own message or the one that all edit, or posts another one; in
 * between he looks at what was edited, or at the board. One step at a time.
 */
final class Visitor {
    /** The list of all that is posted. */
    static final String BOARD = "board";

    private final String name;
    private final Journal journal;
    private final Pace pace;

    /** Of the visitor's number, so that everywhere the same visitors behave alike. */
    private final SplittableRandom random;

    private final long shared;
    private final String own;
    private int posted;
    private long nextWriteNanos = System.nanoTime();

    private Visitor(String name, Journal journal, Pace pace, SplittableRandom random, long shared, long own) {
        this.name = name;
        this.journal = journal;
        this.pace = pace;
        this.random = random;
        this.shared = shared;
        this.own = path(own);
    }

    /** A visitor whose own message is on the board. */
    static Visitor enter(String name, Journal journal, Pace pace, SplittableRandom random, long shared)
            throws InterruptedException {
        String first = name + "-0";
        long own = journal.write(
                        BOARD, () -> journal.browser().form("POST", "/messages", first), List.of(first), Answer::posted)
                .orElseThrow(() -> new IllegalStateException(name + " cannot post"))
                .id();
        return new Visitor(name, journal, pace, random, shared, own);
    }

    /** Does one thing; answers how long he then thinks. */
    Duration step() throws InterruptedException {
        if (System.nanoTime() - nextWriteNanos >= 0) {
            nextWriteNanos =
                    System.nanoTime() + pace.betweenWrites().any(random).toNanos();
            write(random.nextInt(4));
        } else {
            read(random.nextInt(4));
        }
        return pace.think().any(random);
    }

    private void write(int which) throws InterruptedException {
        switch (which) {
            case 0 -> post(name + "-" + ++posted);
            case 1 -> edit(path(shared), "what all edit, last " + name);
            default -> edit(own, name + "-0 edited");
        }
    }

    private void read(int which) throws InterruptedException {
        switch (which) {
            case 0 -> journal.read("list", () -> journal.browser().get("/messages"), Answer::board);
            case 1 -> look(path(shared));
            default -> look(own);
        }
    }

    private void post(String element) throws InterruptedException {
        journal.write(
                BOARD, () -> journal.browser().form("POST", "/messages", element), List.of(element), Answer::posted);
    }

    private void edit(String path, String text) throws InterruptedException {
        journal.write(path, () -> journal.browser().form("PUT", path, text), List.of(), Answer::message);
    }

    private void look(String path) throws InterruptedException {
        journal.read(path, () -> journal.browser().get(path), Answer::message);
    }

    private static String path(long message) {
        return "/messages/" + message;
    }
}
