package io.github.jdbcreplicated.faults.suite;

import java.util.List;

/**
 * What a shop's listener was told.
 *
 * @param nanos when, on the machine's monotonic clock
 * @param node the node that went out or came in, or that takes writes now
 */
record Change(long nanos, Type type, String node, String evidence) {
    private static final String MARK = "CHANGE\t";

    enum Type {
        OUT,
        IN,
        PRIMARY,
        NO_PRIMARY
    }

    boolean is(Type wanted, String name) {
        return type == wanted && node.equals(name);
    }

    /** One line, for a shop in another process. */
    String line() {
        return MARK + nanos + "\t" + type + "\t" + node + "\t" + evidence.replaceAll("\\s+", " ");
    }

    static List<Change> parse(String line) {
        if (!line.startsWith(MARK)) {
            return List.of();
        }
        String[] fields = line.split("\t", 5);
        return List.of(new Change(Long.parseLong(fields[1]), Type.valueOf(fields[2]), fields[3], fields[4]));
    }

    @Override
    public String toString() {
        return type + " " + node + ": " + evidence;
    }
}
