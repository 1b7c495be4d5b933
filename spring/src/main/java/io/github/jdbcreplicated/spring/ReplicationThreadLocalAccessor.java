package io.github.jdbcreplicated.spring;

import io.github.jdbcreplicated.ReplicationScope;
import io.micrometer.context.ThreadLocalAccessor;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Carries the current scope to other threads, with Micrometer's context propagation.
 *
 * <p>Found as a service where that library is present. It carries only where the application asks for propagation: a
 * decorated executor, or Reactor's automatic mode. Whatever runs there then has the target of the code that handed it
 * over, and belongs to its unit of work.
 */
public final class ReplicationThreadLocalAccessor implements ThreadLocalAccessor<ReplicationScope> {

    /** The key that the scope is captured under. */
    public static final String KEY = "io.github.jdbcreplicated.scope";

    /** The scopes opened here, innermost first; written and read by their thread, absent while there are none. */
    private static final ThreadLocal<@Nullable Deque<ReplicationScope>> OPENED = new ThreadLocal<>();

    /** Creates the accessor; called by the service loader. */
    public ReplicationThreadLocalAccessor() {}

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public @Nullable ReplicationScope getValue() {
        return ReplicationScope.current();
    }

    @Override
    public void setValue(ReplicationScope captured) {
        open(captured);
    }

    /** Hides the thread's scope until it is restored. */
    @Override
    public void setValue() {
        open(null);
    }

    @Override
    public void restore(ReplicationScope previous) {
        close();
    }

    @Override
    public void restore() {
        close();
    }

    @SuppressWarnings("MustBeClosedChecker") // closed by restore
    private static void open(@Nullable ReplicationScope captured) {
        Deque<ReplicationScope> opened = OPENED.get();
        if (opened == null) {
            opened = new ArrayDeque<>();
            OPENED.set(opened);
        }
        opened.push(ReplicationScope.resume(captured));
    }

    private static void close() {
        Deque<ReplicationScope> opened = OPENED.get();
        if (opened == null) {
            return;
        }
        ReplicationScope innermost = opened.pop();
        if (opened.isEmpty()) {
            OPENED.remove();
        }
        ScopeCloser.close(innermost, "Work with a propagated scope");
    }
}
