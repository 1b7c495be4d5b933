package io.github.jdbcreplicated.boot.app;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Two things that applications do, and that must not end badly. */
@Service
class Disasters {
    private final Transactions other;
    private final ReplicaMessages reports;

    Disasters(Transactions other, ReplicaMessages reports) {
        this.other = other;
        this.reports = reports;
    }

    /** Reads through a repository that wants a replica, then writes, all in one transaction. */
    @Transactional
    public boolean readsOnReplicaThenWrites(Board board) {
        reports.count();
        boolean replica = board.isOnReplica();
        board.add("after a read");
        return replica;
    }

    /** Reads, which puts the transaction on a replica, and then calls what wants the primary. */
    @Transactional(readOnly = true)
    public boolean readsThenWantsPrimary(Board board) {
        board.isOnReplica();
        return other.onPrimary(board);
    }

    /** As above, but nothing was read before. */
    @Transactional(readOnly = true)
    public boolean wantsPrimaryAtOnce(Board board) {
        return other.onPrimary(board);
    }
}
