package io.github.jdbcreplicated.servlet.replay;

import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.servlet.replay.ReplayListener.Declined;
import io.github.jdbcreplicated.spi.UnitOfWork;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which requests may be run again, as far as can be told before they are run at all. */
final class Safety {
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private Safety() {}

    /** Null where nothing is against it. */
    static @Nullable Declined reasonAgainst(HttpServletRequest request, UnitOfWork unit) {
        if (!METHODS.contains(request.getMethod())
                || unit.inferredTarget() != Target.REPLICA
                || "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            return Declined.NOT_SAFE;
        }
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null
                ? Declined.BODY
                : null;
    }

    /** Whether it may have a body that its headers do not tell of, as from HTTP/2 on. */
    static boolean mayHaveBody(HttpServletRequest request) {
        return request.getContentLengthLong() < 0 && !request.getProtocol().startsWith("HTTP/1");
    }
}
