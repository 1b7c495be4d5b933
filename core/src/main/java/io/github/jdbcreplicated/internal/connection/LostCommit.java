package io.github.jdbcreplicated.internal.connection;

import io.github.jdbcreplicated.CommitOutcomeUnknownException;
import io.github.jdbcreplicated.internal.dialect.FailureKind;
import io.github.jdbcreplicated.internal.routing.Keyword;
import io.github.jdbcreplicated.internal.unit.ClusterMarks;
import java.sql.SQLException;

/** What is left to say of a commit whose connection was lost: nobody knows whether it took effect. */
final class LostCommit {
    /** The driver itself knew that there was no connection: nothing was sent. */
    private static final String NEVER_SENT = "08003";

    private LostCommit() {}

    /** The failure of a commit, or {@link CommitOutcomeUnknownException} where its connection was lost under way. */
    static SQLException of(SQLException failure, LeaseHolder holder, Lease on) {
        if (!on.isForWriting() || holder.isReadOnlyTransaction() || !isLost(failure)) {
            return failure;
        }
        noteIn(holder);
        return new CommitOutcomeUnknownException(
                "The connection to the primary '" + on.node() + "' of cluster '"
                        + holder.cluster().name()
                        + "' was lost while it committed (SQLSTATE " + failure.getSQLState()
                        + "): whether the commit took effect is not known, and it may still. It was not repeated",
                failure);
    }

    /** As {@link #of}, for the failure of a statement: one that writes outside a transaction commits by itself. */
    static SQLException ofStatement(SQLException failure, LeaseHolder holder, Lease on) {
        if (holder.is(HandleState.AUTO_COMMIT) && holder.keyword() == Keyword.WRITING) {
            return of(failure, holder, on);
        }
        if (on.isForWriting() && isLost(failure) && mayHaveCommitted(holder)) {
            noteIn(holder);
        }
        return failure;
    }

    private static boolean mayHaveCommitted(LeaseHolder holder) {
        return holder.mayHaveCommittedByText() || (holder.is(HandleState.AUTO_COMMIT) && holder.presumesWrites());
    }

    private static boolean isLost(SQLException failure) {
        return !NEVER_SENT.equals(failure.getSQLState())
                && FailureKind.of(failure, false, false) == FailureKind.NODE_LOST;
    }

    private static void noteIn(LeaseHolder holder) {
        ClusterMarks marks = holder.marks();
        if (marks != null) {
            marks.loseOutcome();
        }
    }
}
