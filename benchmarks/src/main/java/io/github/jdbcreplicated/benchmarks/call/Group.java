package io.github.jdbcreplicated.benchmarks.call;

import java.util.List;

/**
 * Rows that are compared with each other.
 *
 * @param contenders the first is what the others are measured against
 * @param rounds in how many rounds they run; those without a limit in at most three of them, heavy ones in two
 */
record Group(Stage stage, Operation operation, List<Contender> contenders, int rounds) {
    private static final int ROUNDS_WITHOUT_LIMIT = 3;
    private static final int HEAVY_ROUNDS = 2;

    Group {
        contenders = List.copyOf(contenders);
    }

    List<Contender> inRound(int round) {
        return contenders.stream()
                .filter(contender -> round < Math.min(rounds, mostRounds(contender)))
                .toList();
    }

    private static int mostRounds(Contender contender) {
        if (contender.isHeavy()) {
            return HEAVY_ROUNDS;
        }
        return Limits.CONTENDERS.contains(contender) ? Integer.MAX_VALUE : ROUNDS_WITHOUT_LIMIT;
    }

    String title() {
        return operation.title() + "; " + stage;
    }
}
