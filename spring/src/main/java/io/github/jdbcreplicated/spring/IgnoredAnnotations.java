package io.github.jdbcreplicated.spring;

import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Reports every {@code @UseReplica} that a transaction overruled, and warns once per method. */
final class IgnoredAnnotations {
    private static final System.Logger LOG = System.getLogger("io.github.jdbcreplicated.spring");

    private final Consumer<String> listener;

    /** Added to by any caller's thread; as many as there are annotated methods. */
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    IgnoredAnnotations(Consumer<String> listener) {
        this.listener = listener;
    }

    void add(String method) {
        if (warned.add(method)) {
            LOG.log(
                    Level.WARNING,
                    "@UseReplica on " + method + " is ignored while a read-write transaction is active that it did not "
                            + "begin: a transaction stays on the server of the code that began it. Call " + method
                            + " outside the transaction, make that one read-only, or remove the annotation "
                            + "(told once per method)");
        }
        try {
            listener.accept(method);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The listener for ignored annotations failed", e);
        }
    }
}
