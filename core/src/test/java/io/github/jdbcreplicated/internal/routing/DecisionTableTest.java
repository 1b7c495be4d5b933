package io.github.jdbcreplicated.internal.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.Route.Reason;
import io.github.jdbcreplicated.RoutingMode;
import io.github.jdbcreplicated.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecisionTableTest {

    @Test
    void theKillSwitchWinsOverEverythingThatIsNotHeld() {
        Given given = everythingAtOnce();
        given.held = false;
        given.mode = RoutingMode.PRIMARY_ONLY;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.KILL_SWITCH);
    }

    @Test
    void theKillSwitchDoesNotTearAHeldConnectionFromItsNode() {
        Given given = new Given();
        given.mode = RoutingMode.PRIMARY_ONLY;
        given.held = true;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.HELD);
    }

    @Test
    void aHeldConnectionStaysWhereItIs() {
        Given given = new Given();
        given.held = true;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.HELD);
    }

    @Test
    void aConnectionHeldOnThePrimaryStaysThereWhateverIsAsked() {
        Given given = new Given();
        given.held = true;
        given.onPrimary = true;
        given.keyword = Keyword.WRITING;
        given.explicit = Target.PRIMARY;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.HELD);
    }

    @Test
    void aConnectionHeldOnAReplicaSaysSoWhenThePrimaryIsAskedFor() {
        Given given = new Given();
        given.held = true;
        given.explicit = Target.PRIMARY;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.EXPLICIT_PRIMARY);
    }

    @Test
    void aConnectionHeldOnAReplicaSaysSoWhenAStatementWrites() {
        Given given = new Given();
        given.held = true;
        given.keyword = Keyword.WRITING;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.WRITE_STATEMENT);
        given.readFromReplica = true;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.WRITE_AFTER_REPLICA_READ);
    }

    @Test
    void aWriteWhereAReplicaWasAskedForExplicitlyIsTheReplicasToRefuse() {
        Given given = new Given();
        given.held = true;
        given.explicit = Target.REPLICA;
        given.keyword = Keyword.WRITING;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.HELD);
    }

    @Test
    void withoutAScopeWorkGoesToThePrimary() {
        Given given = everythingAtOnce();
        given.held = false;
        given.scoped = false;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.NO_SCOPE);
    }

    @Test
    void withoutAScopeAReadOnlyConnectionReadsFromAReplicaWhereThatIsAllowed() {
        Given given = new Given();
        given.scoped = false;
        given.unscopedReadOnly = true;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.UNSCOPED_READ_ONLY);
        given.serializable = true;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.NO_SCOPE);
    }

    @Test
    void serializableGoesToThePrimaryEvenWhereAReplicaIsAskedFor() {
        Given given = new Given();
        given.serializable = true;
        given.explicit = Target.REPLICA;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.SERIALIZABLE);
    }

    @Test
    void anExplicitPrimaryWinsOverAnInferredReplica() {
        Given given = new Given();
        given.explicit = Target.PRIMARY;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.EXPLICIT_PRIMARY);
    }

    @Test
    void anExplicitReplicaWinsOverWhatWasInferredAndWritten() {
        Given given = everythingAtOnce();
        given.held = false;
        given.serializable = false;
        given.explicit = Target.REPLICA;
        given.inferred = Target.PRIMARY;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.EXPLICIT_REPLICA);
    }

    @Test
    void explicitOnlySendsWhatIsInferredToThePrimaryAndLeavesWhatIsExplicit() {
        Given given = new Given();
        given.mode = RoutingMode.EXPLICIT_ONLY;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.EXPLICIT_ONLY);
        given.explicit = Target.REPLICA;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.EXPLICIT_REPLICA);
    }

    @Test
    void anInferredPrimaryGoesThere() {
        Given given = new Given();
        given.inferred = Target.PRIMARY;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.INFERRED_PRIMARY);
    }

    @Test
    void aUnitThatHasWrittenReadsFromThePrimary() {
        Given given = new Given();
        given.written = true;
        given.readWriteTransaction = true;
        given.keyword = Keyword.WRITING;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.WROTE_EARLIER);
    }

    @Test
    void aReadWriteTransactionGoesToThePrimary() {
        Given given = new Given();
        given.readWriteTransaction = true;
        given.keyword = Keyword.WRITING;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.READ_WRITE_TRANSACTION);
    }

    @Test
    void aWritingStatementGoesToThePrimary() {
        Given given = new Given();
        given.keyword = Keyword.WRITING;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.WRITE_STATEMENT);
    }

    @Test
    void aWriteAfterAReadFromAReplicaIsToldApart() {
        Given given = new Given();
        given.keyword = Keyword.WRITING;
        given.readFromReplica = true;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.WRITE_AFTER_REPLICA_READ);
    }

    @Test
    void aNeutralStatementFollowsTheTarget() {
        Given given = new Given();
        given.keyword = Keyword.NEUTRAL;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.INFERRED_REPLICA);
    }

    @Test
    void whereThePositionIsUnknownNoReplicaIsAskedNotEvenExplicitly() {
        Given given = new Given();
        given.positionUnknown = true;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.POSITION_UNKNOWN);
        given.explicit = Target.REPLICA;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.POSITION_UNKNOWN);
        given.explicit = Target.PRIMARY;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.EXPLICIT_PRIMARY);
    }

    @Test
    void anInferredReadGoesToAReplica() {
        assertThat(DecisionTable.decide(new Given())).isEqualTo(Reason.INFERRED_REPLICA);
    }

    @Test
    void whereNothingWasInferredAndNothingExplicitAppliesThereIsNoScope() {
        Given given = new Given();
        given.inferred = null;
        assertThat(DecisionTable.decide(given)).isEqualTo(Reason.NO_SCOPE);
    }

    private static Given everythingAtOnce() {
        Given given = new Given();
        given.held = true;
        given.serializable = true;
        given.explicit = Target.PRIMARY;
        given.written = true;
        given.readWriteTransaction = true;
        given.keyword = Keyword.WRITING;
        given.readFromReplica = true;
        return given;
    }

    /** A GET that reads, until a test says otherwise. */
    private static final class Given implements Situation {
        RoutingMode mode = RoutingMode.AUTO;
        boolean held;
        boolean onPrimary;
        boolean scoped = true;
        boolean unscopedReadOnly;
        boolean serializable;

        @Nullable
        Target explicit;

        @Nullable
        Target inferred = Target.REPLICA;

        boolean positionUnknown;
        boolean written;
        boolean readWriteTransaction;
        Keyword keyword = Keyword.READING;
        boolean readFromReplica;

        @Override
        public RoutingMode mode() {
            return mode;
        }

        @Override
        public boolean isHeld() {
            return held;
        }

        @Override
        public boolean isOnPrimary() {
            return onPrimary;
        }

        @Override
        public boolean isScoped() {
            return scoped;
        }

        @Override
        public boolean isUnscopedReadOnly() {
            return unscopedReadOnly;
        }

        @Override
        public boolean isSerializable() {
            return serializable;
        }

        @Override
        public @Nullable Target explicitTarget() {
            return explicit;
        }

        @Override
        public @Nullable Target inferredTarget() {
            return inferred;
        }

        @Override
        public boolean isPositionUnknown() {
            return positionUnknown;
        }

        @Override
        public boolean hasWritten() {
            return written;
        }

        @Override
        public boolean isReadWriteTransaction() {
            return readWriteTransaction;
        }

        @Override
        public Keyword keyword() {
            return keyword;
        }

        @Override
        public boolean hasReadFromReplica() {
            return readFromReplica;
        }
    }
}
