package io.github.jdbcreplicated.spring;

import io.github.jdbcreplicated.spi.UnitOfWork;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.AsyncHandlerInterceptor;

/**
 * Has {@code @UsePrimary} and {@code @UseReplica} hold for handlers of Spring MVC, and tells the request's unit of work
 * which handler serves it.
 *
 * <p>To be registered for all paths with order {@code Ordered.HIGHEST_PRECEDENCE}: before the interceptor of open-in-view,
 * and before argument resolvers, whose reads then follow the annotation too. The scope spans handler, view and exception
 * handlers of one dispatch; an async dispatch opens it again, and a returned {@code Callable} or {@code WebAsyncTask}
 * takes it to its worker thread. Threads that fulfil a {@code DeferredResult} are the application's, and have no scope.
 * Handlers that are no methods (static resources, functional routes) keep the request's own target. Thread-safe.
 */
public final class ReplicationHandlerInterceptor implements AsyncHandlerInterceptor {
    private final Directives directives = new Directives();

    /** Creates the interceptor; it has no settings. */
    public ReplicationHandlerInterceptor() {}

    /**
     * Opens the scope of an annotated handler.
     *
     * @throws IllegalStateException if the annotated handler is reactive or suspending
     */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        HandlerScopes scopes = HandlerScopes.of(request);
        if (handler instanceof HandlerMethod handling) {
            String name = handling.getBeanType().getSimpleName() + "#"
                    + handling.getMethod().getName();
            WebAsyncUtils.getAsyncManager(request).registerCallableInterceptor(this, new CallableScope(name));
            scopes.enter(name, directive(handling, name));
            nameUnit(request, name);
        } else {
            scopes.enter("", null);
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        HandlerScopes.of(request).leave();
    }

    @Override
    public void afterConcurrentHandlingStarted(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        HandlerScopes.of(request).leave();
    }

    private @Nullable Directive directive(HandlerMethod handling, String name) {
        Method method = handling.getMethod();
        Directive directive = directives.find(method, handling.getBeanType());
        if (directive != null) {
            DeferredWork.refuse(method, directive, name);
        }
        return directive;
    }

    /** An error page or a forward does not become the handler of the request. */
    private static void nameUnit(HttpServletRequest request, String name) {
        UnitOfWork unit = UnitOfWork.current();
        if (unit != null && request.getDispatcherType() == DispatcherType.REQUEST) {
            unit.setHandler(name);
        }
    }
}
