package io.github.jdbcreplicated.demo.lab;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be done to a server. */
enum Action {
    PAUSE(Need.REPLICA_THAT_ANSWERS),
    RESUME(Need.REPLICA_THAT_ANSWERS),
    FREEZE(Need.PROCESSES),
    THAW(Need.PROCESSES),
    KILL(Need.NOTHING),
    START(Need.NOT_FROZEN),
    PROMOTE(Need.REPLICA_THAT_ANSWERS),
    LAG(Need.REPLICA_THAT_ANSWERS);

    private final Need need;

    Action(Need need) {
        this.need = need;
    }

    /** What must be so for the action to make sense. */
    private enum Need {
        NOTHING,
        PROCESSES,
        NOT_FROZEN,
        REPLICA_THAT_ANSWERS
    }

    /** As URLs write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The actions that have no parameter. */
    static List<String> words() {
        return Arrays.stream(values())
                .filter(action -> action != LAG)
                .map(Action::word)
                .toList();
    }

    /** The action of that name, unless there is none. */
    static Optional<Action> named(String word) {
        return Arrays.stream(values())
                .filter(action -> action != LAG && action.word().equals(word))
                .findFirst();
    }

    /** Why it makes no sense for a server in that state; empty if it does. */
    Optional<String> objection(NodeReport node) {
        return switch (need) {
            case NOTHING -> Optional.empty();
            case NOT_FROZEN -> objectionIf(node.frozen(), node, "is frozen, thaw it instead");
            case PROCESSES -> objectionIf(!node.running(), node, "is down, start it first");
            case REPLICA_THAT_ANSWERS -> objectionAsReplica(node);
        };
    }

    private Optional<String> objectionAsReplica(NodeReport node) {
        if (!node.running()) {
            return objectionIf(true, node, "is down, start it first");
        }
        if (node.frozen()) {
            return objectionIf(true, node, "is frozen, thaw it first");
        }
        return objectionIf(
                node.role() != Role.REPLICA,
                node,
                node.role() == Role.PRIMARY ? "is a primary, and this is for replicas" : "does not answer");
    }

    private Optional<String> objectionIf(boolean inTheWay, NodeReport node, String why) {
        return inTheWay ? Optional.of("Cannot " + word() + " " + node.name() + ": it " + why + ".") : Optional.empty();
    }
}
