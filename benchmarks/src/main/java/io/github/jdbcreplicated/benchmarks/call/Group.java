package io.github.jdbcreplicated.benchmarks.call;

import java.util.List;

/**
 * Rows that are compared with each other.
 *
 * @param contenders the first is what the others are measured against
 * @param rounds in how many rounds they run; heavy ones in at most two of them
 */
record Group(Stage stage, Operation operation, List<Contender> contenders, int rounds) {
    private static final int HEAVY_ROUNDS = 2;

    Group {
        contenders = List.copyOf(contenders);
    }

    List<Contender> inRound(int round) {
        return contenders.stream()
                .filter(contender -> round < (contender.isHeavy() ? Math.min(HEAVY_ROUNDS, rounds) : rounds))
                .toList();
    }

    String title() {
        return operation.title() + "; " + stage;
    }
}
