package io.github.jdbcreplicated.benchmarks.real.servers;

import io.github.jdbcreplicated.benchmarks.real.Contender;
import io.github.jdbcreplicated.benchmarks.real.Round;
import io.github.jdbcreplicated.benchmarks.real.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Measures one operation of all contenders, until there are enough rounds that tell something. */
final class Series {
    private static final String NOISE = "(noise)";

    private final List<Contender> contenders;
    private final Turns turns;
    private final Budget budget;

    Series(List<Contender> contenders, Budget budget, LongSupplier cpu) {
        this.contenders = contenders;
        this.budget = budget;
        this.turns = new Turns(contenders, budget.slice(), budget.passes(), cpu);
    }

    Rounds run() throws Exception {
        long warm = System.nanoTime() + budget.warmup().toNanos();
        while (System.nanoTime() - warm < 0) {
            turns.round();
        }
        List<Round> all = new ArrayList<>();
        Rounds rounds = new Rounds(all, noise());
        while (all.size() < budget.most() && !isEnough(rounds)) {
            all.add(turns.round());
        }
        return rounds;
    }

    private boolean isEnough(Rounds rounds) {
        return contenders.stream().allMatch(each -> rounds.quiet(each.base()).count() >= budget.rounds());
    }

    private List<Contender> noise() {
        return contenders.stream().filter(each -> each.name().endsWith(NOISE)).toList();
    }
}
