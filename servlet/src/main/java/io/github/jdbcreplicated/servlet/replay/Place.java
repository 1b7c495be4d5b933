package io.github.jdbcreplicated.servlet.replay;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the replay filter stands, as the calling thread's stack shows it.
 *
 * <p>Running a chain again skips, on Tomcat, every filter between ours and the servlet: authorization, say. No public
 * interface tells what is there. But a container calls filters and servlets by methods whose names and parameters the
 * specification fixes, so whoever is between is on the stack of the thread that is inside the servlet. What does not
 * show up as expected is taken for a filter in between.
 */
enum Place {
    /** The thread is not inside a servlet that was called through the filter. */
    UNKNOWN,
    /** Nothing is between the filter and the servlet. */
    LAST,
    /** There is a filter in between. */
    NOT_LAST;

    /**
     * Containers put these last by themselves. They pass on untouched what does not ask for a WebSocket, which is never
     * run again.
     */
    private static final Set<String> WEB_SOCKETS = Set.of(
            "org.apache.tomcat.websocket.server.WsFilter",
            "org.eclipse.jetty.ee10.websocket.servlet.WebSocketUpgradeFilter",
            "org.eclipse.jetty.ee11.websocket.servlet.WebSocketUpgradeFilter",
            "io.undertow.websockets.jsr.JsrWebSocketFilter");

    private static final StackWalker STACK =
            StackWalker.getInstance(Set.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_HIDDEN_FRAMES));
    private static final String REQUEST_AND_RESPONSE =
            "(Ljakarta/servlet/ServletRequest;Ljakarta/servlet/ServletResponse;";
    private static final String FILTER = REQUEST_AND_RESPONSE + "Ljakarta/servlet/FilterChain;)V";
    private static final String SERVLET = REQUEST_AND_RESPONSE + ")V";

    /** Where the filter stands whose {@link FirstAttempt#call} is the innermost on this thread's stack. */
    static Place look() {
        return STACK.walk(Place::of);
    }

    private static Place of(Stream<StackFrame> innermostFirst) {
        Place place = UNKNOWN;
        for (Iterator<StackFrame> frames = innermostFirst.iterator(); frames.hasNext(); ) {
            StackFrame frame = frames.next();
            if (frame.getDeclaringClass() == FirstAttempt.class
                    && frame.getMethodName().equals("call")) {
                return place;
            }
            place = place.outside(frame);
        }
        return UNKNOWN;
    }

    /** What is known once this frame was seen too, from the inside out. */
    private Place outside(StackFrame frame) {
        if (frame.getMethodName().equals("service") && frame.getDescriptor().equals(SERVLET)) {
            return LAST;
        }
        boolean filter = frame.getMethodName().equals("doFilter")
                && frame.getDescriptor().equals(FILTER);
        return filter && !WEB_SOCKETS.contains(frame.getClassName()) ? NOT_LAST : this;
    }
}
