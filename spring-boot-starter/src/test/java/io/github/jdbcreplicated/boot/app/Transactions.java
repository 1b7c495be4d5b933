package io.github.jdbcreplicated.boot.app;

import io.github.jdbcreplicated.Consistency;
import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.UsePrimary;
import io.github.jdbcreplicated.UseReplica;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** The kinds of transactions. */
@Service
class Transactions {

    @Transactional(readOnly = true)
    public boolean readOnly(Board board) {
        boolean first = board.isOnReplica();
        boolean second = board.isOnReplica();
        return first && second;
    }

    @Transactional
    public boolean readWrite(Board board) {
        return board.isOnReplica();
    }

    @Transactional(readOnly = true, isolation = Isolation.SERIALIZABLE)
    public boolean serializable(Board board) {
        return board.isOnReplica();
    }

    @Transactional
    public void fail(Board board) {
        board.add("never seen");
        throw new IllegalStateException("rolled back on purpose");
    }

    static Consistency promised() {
        return Objects.requireNonNull(ReplicationScope.current()).consistency("default");
    }

    @UsePrimary(consistency = Consistency.EVENTUAL)
    public Consistency promisedOnPrimary() {
        return promised();
    }

    @UsePrimary
    public boolean onPrimary(Board board) {
        return board.isOnReplica();
    }

    @UseReplica
    public boolean onReplica(Board board) {
        return board.isOnReplica();
    }

    @UsePrimary
    @UseReplica
    public boolean onBoth(Board board) {
        return board.isOnReplica();
    }
}
