package io.github.jdbcreplicated.benchmarks.growth;

import io.github.jdbcreplicated.ReplicationScope;
import io.github.jdbcreplicated.Target;
import java.util.ArrayDeque;
import java.util.Deque;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A thread's scopes: that of its unit, and in it others that speak of another cluster, so that each of them has to be looked
 * at before it is known that none of them counts.
 */
@State(Scope.Thread)
public class Nest {
    /** The unit's is one of them. */
    @Param("1")
    public int scopes;

    private final Deque<ReplicationScope> open = new ArrayDeque<>();

    /** Opens them, on the thread that runs the operations. */
    @Setup(Level.Iteration)
    @SuppressWarnings("MustBeClosedChecker") // by close
    public void open(Decision decision) {
        open.push(ReplicationScope.join(decision.unit()));
        while (open.size() < scopes) {
            open.push(ReplicationScope.with(Target.PRIMARY).cluster("another").open());
        }
    }

    /** Closes them. */
    @TearDown(Level.Iteration)
    public void close() {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
