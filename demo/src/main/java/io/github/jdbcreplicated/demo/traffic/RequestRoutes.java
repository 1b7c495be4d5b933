package io.github.jdbcreplicated.demo.traffic;

import io.github.jdbcreplicated.Route;
import io.github.jdbcreplicated.RoutingListener;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Keeps with each request the nodes that served it. The starter finds this listener by its type. */
@Component
final class RequestRoutes implements RoutingListener {
    private static final String ATTRIBUTE = RequestRoutes.class.getName();

    /** Called on the request's own thread. */
    @Override
    public void leased(Route route) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            List<Route> routes = new ArrayList<>(of(request));
            routes.add(route);
            request.setAttribute(ATTRIBUTE, List.copyOf(routes), RequestAttributes.SCOPE_REQUEST);
        }
    }

    @SuppressWarnings("unchecked")
    static List<Route> of(RequestAttributes request) {
        Object routes = request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        return routes == null ? List.of() : (List<Route>) routes;
    }
}
