package io.github.jdbcreplicated.faults.suite;

import java.lang.reflect.InvocationTargetException;
import java.util.List;

/** Ends threads of the library as hard as Java allows: by {@code Thread.stop} where that still works. */
final class Executioner {
    private Executioner() {}

    static int endMonitors() {
        List<Thread> monitors = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("replicated-monitor"))
                .toList();
        monitors.forEach(Executioner::end);
        return monitors.size();
    }

    private static void end(Thread thread) {
        try {
            Thread.class.getMethod("stop").invoke(thread);
        } catch (InvocationTargetException notAnyMore) {
            thread.interrupt();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
