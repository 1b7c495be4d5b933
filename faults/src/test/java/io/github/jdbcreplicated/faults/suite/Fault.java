package io.github.jdbcreplicated.faults.suite;

import io.github.jdbcreplicated.faults.load.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One row: a fault, how it is done, and what must hold meanwhile. Immutable. */
record Fault(
        String name,
        Act prepare,
        Act inject,
        Duration hold,
        Act remove,
        List<Plan> plans,
        List<String> settings,
        boolean shopElsewhere,
        String watched,
        List<Bar> bars) {

    private static final Duration HOLD = Duration.ofSeconds(4);

    /** The node that is expected to go out, where the fault is about one. */
    static final String REPLICA = "replica-1";

    static Fault of(String name, Act inject, Act remove) {
        return new Fault(
                name, Act.NOTHING, inject, HOLD, remove, Plan.USUAL, List.of(), false, REPLICA, Bars.EVERYWHERE);
    }

    /** Done before the load begins. */
    Fault prepared(Act first) {
        return new Fault(name, first, inject, hold, remove, plans, settings, shopElsewhere, watched, bars);
    }

    Fault lasting(Duration time) {
        return new Fault(name, prepare, inject, time, remove, plans, settings, shopElsewhere, watched, bars);
    }

    Fault with(List<Plan> load) {
        return new Fault(name, prepare, inject, hold, remove, load, settings, shopElsewhere, watched, bars);
    }

    /** Needs a shop of its own, with settings that are not the defaults. */
    Fault in(String... ownSettings) {
        return new Fault(
                name, prepare, inject, hold, remove, plans, List.of(ownSettings), shopElsewhere, watched, bars);
    }

    /** Needs a shop in a process of its own. */
    Fault elsewhere() {
        return new Fault(name, prepare, inject, hold, remove, plans, settings, true, watched, bars);
    }

    Fault about(String node) {
        return new Fault(name, prepare, inject, hold, remove, plans, settings, shopElsewhere, node, bars);
    }

    Fault must(Bar... further) {
        List<Bar> all = new ArrayList<>(bars);
        all.addAll(List.of(further));
        return new Fault(
                name, prepare, inject, hold, remove, plans, settings, shopElsewhere, watched, List.copyOf(all));
    }
}
