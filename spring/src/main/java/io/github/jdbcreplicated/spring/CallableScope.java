package io.github.jdbcreplicated.spring;

import io.github.jdbcreplicated.ReplicationScope;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;

/** Carries a handler's scope to the thread that runs the {@code Callable} it returned; one per handling. */
final class CallableScope implements CallableProcessingInterceptor {
    private final String handler;

    /** Written by the handler's thread before it hands the task over, read by the worker. */
    private @Nullable ReplicationScope captured;

    /** Written and read by the worker. */
    private @Nullable ReplicationScope opened;

    CallableScope(String handler) {
        this.handler = handler;
    }

    @Override
    public <T> void beforeConcurrentHandling(NativeWebRequest request, Callable<T> task) {
        captured = ReplicationScope.current();
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // closed by postProcess
    public <T> void preProcess(NativeWebRequest request, Callable<T> task) {
        opened = ReplicationScope.resume(captured);
    }

    @Override
    public <T> void postProcess(NativeWebRequest request, Callable<T> task, @Nullable Object result) {
        if (opened != null) {
            ScopeCloser.close(opened, "Handler " + handler);
        }
    }
}
