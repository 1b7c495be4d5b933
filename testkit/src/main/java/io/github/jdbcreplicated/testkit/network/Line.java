package io.github.jdbcreplicated.testkit.network;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What all connections through one network share. */
final class Line {

    private final Conditions conditions = new Conditions();
    private final Counters counters = new Counters();

    /** Armed and disarmed by tests, looked through by every connection. */
    private final List<ByteCut> byteCuts = new CopyOnWriteArrayList<>();

    /** Armed and disarmed by tests, looked through by every connection. */
    private final List<StatementCut> statementCuts = new CopyOnWriteArrayList<>();

    Conditions conditions() {
        return conditions;
    }

    Counters counters() {
        return counters;
    }

    List<ByteCut> byteCuts() {
        return byteCuts;
    }

    List<StatementCut> statementCuts() {
        return statementCuts;
    }

    void clear() {
        byteCuts.clear();
        statementCuts.clear();
        conditions.clear();
    }
}
