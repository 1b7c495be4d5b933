package io.github.jdbcreplicated.testkit.network;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells which SQL a client has executed on one connection, also where it was prepared long before. Belongs to the thread
 * that reads from that client.
 */
final class ExecutedStatements {

    private final Map<String, String> sqlByName = new HashMap<>();
    private final Map<String, String> sqlByPortal = new HashMap<>();

    /** The SQL that this message executes, if it executes any. */
    Optional<String> in(Message message) {
        switch (message.type()) {
            case 'Q' -> {
                return Optional.of(message.text(0));
            }
            case 'E' -> {
                return Optional.ofNullable(sqlByPortal.get(message.text(0)));
            }
            case 'P' -> sqlByName.put(message.text(0), message.text(1));
            case 'B' -> sqlByPortal.put(message.text(0), sqlByName.getOrDefault(message.text(1), ""));
            case 'C' -> forget(message.text(0));
            default -> {}
        }
        return Optional.empty();
    }

    /** The first character tells whether a statement or a portal is closed. */
    private void forget(String kindAndName) {
        if (!kindAndName.isEmpty()) {
            (kindAndName.charAt(0) == 'S' ? sqlByName : sqlByPortal).remove(kindAndName.substring(1));
        }
    }
}
